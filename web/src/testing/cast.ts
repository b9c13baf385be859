/** The cast of the tests: Alice teaches, Bob is enrolled, Dana administers; and what surrounds them. */
import type {
  Assignment,
  Course,
  Feedback,
  Material,
  Notification,
  User,
} from '@/generated/types.gen';

function person(id: number, username: string, user_type: User['user_type']): User {
  return {
    id,
    username,
    user_type,
    full_name: `${username.charAt(0).toUpperCase()}${username.slice(1)} Example`,
    email: `${username}@example.org`,
    bio: '',
    photo: null,
    photo_sizes: null,
    language: 'en',
    time_zone: 'UTC',
    is_blocked: false,
    created_at: '2026-01-05T08:00:00Z',
    has_openai_api_key: false,
  };
}

export const alice = person(1, 'alice', 'teacher');
export const bob = person(2, 'bob', 'student');
export const dana = person(3, 'dana', 'admin');

export const biology: Course = {
  id: 7,
  title: 'Cell Biology',
  description: 'How cells live.',
  code: 'BIO-101',
  teacher: alice.id,
  teacher_name: alice.full_name,
  teacher_photo: null,
  start_date: null,
  end_date: null,
  is_active: true,
  enrolled_count: 3,
  average_rating: null,
  feedback_count: 0,
  is_enrolled: false,
  is_owner: false,
  created_at: '2026-01-06T08:00:00Z',
};

export function notification(changes: Partial<Notification> = {}): Notification {
  return {
    id: 11,
    notification_type: 'enrollment',
    title: 'Bob enrolled',
    message: 'Bob enrolled in Cell Biology.',
    link: '/c/7/people',
    is_read: false,
    created_at: '2026-03-04T09:00:00Z',
    ...changes,
  };
}

export function material(changes: Partial<Material> = {}): Material {
  return {
    id: 31,
    course: biology.id,
    title: 'The living cell',
    material_type: 'document',
    file: 'http://localhost:3000/media/materials/abc/cell.pdf?e=1&s=x',
    filename: 'cell.pdf',
    size: 1_240_000,
    content_type: 'application/pdf',
    uploaded_by: alice.id,
    uploaded_by_name: alice.full_name,
    created_at: '2026-03-04T09:00:00Z',
    ...changes,
  };
}

export function feedback(changes: Partial<Feedback> = {}): Feedback {
  return {
    id: 51,
    course: biology.id,
    student: 8,
    student_name: 'Carol Example',
    student_photo: null,
    rating: 4,
    comment: 'Clear and kind.',
    created_at: '2026-03-04T09:00:00Z',
    updated_at: '2026-03-04T09:00:00Z',
    ...changes,
  };
}

export function assignment(changes: Partial<Assignment> = {}): Assignment {
  return {
    id: 5,
    assignment_type: 'quiz',
    title: 'Organelles',
    content: null,
    course: biology.id,
    course_title: biology.title,
    created_at: '2026-03-01T08:00:00Z',
    created_by: alice.id,
    created_by_name: alice.full_name,
    deadline: null,
    error: null,
    generator: null,
    is_owner: false,
    max_attempts: 1,
    my: null,
    progress: null,
    source_file: null,
    status: 'published',
    submission_count: null,
    ...changes,
  };
}
