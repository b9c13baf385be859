/** The services that administrators look after. */
export type ServiceName = 'accounts' | 'assignments' | 'classroom' | 'courses' | 'notifications';
