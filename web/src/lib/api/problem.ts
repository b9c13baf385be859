/** The one error that a call of the API throws, whatever went wrong (RFC 9457 problem, network, bad gateway page). */

export interface ProblemFields {
  status: number;
  code: string;
  detail: string;
  requestId: string | null;
  errors: Record<string, string[]>;
}

export class ApiError extends Error implements ProblemFields {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: Record<string, string[]>;

  constructor(fields: ProblemFields) {
    super(fields.detail || fields.code);
    this.name = 'ApiError';
    this.status = fields.status;
    this.code = fields.code;
    this.detail = fields.detail;
    this.requestId = fields.requestId;
    this.errors = fields.errors;
  }

  /** Nobody answered: no network, or the server is gone. */
  get isOffline(): boolean {
    return this.status === 0;
  }

  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldErrors(value: unknown): Record<string, string[]> {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).map(([field, messages]) => [
    field,
    Array.isArray(messages) ? messages.map(String) : [String(messages)],
  ]);
  return Object.fromEntries(entries);
}

/** Makes an ApiError of whatever a failed call left: a problem's JSON, a text, or a thrown network error. */
export function toApiError(cause: unknown, response: Response | undefined): ApiError {
  if (cause instanceof ApiError) return cause;
  const problem = isRecord(cause) ? cause : {};
  return new ApiError({
    status: response?.status ?? 0,
    code: text(problem.code) || (response ? `http.${response.status}` : 'network'),
    detail: text(problem.detail) || text(problem.title),
    requestId: text(problem.request_id) || (response?.headers.get('X-Request-ID') ?? null),
    errors: fieldErrors(problem.errors),
  });
}
