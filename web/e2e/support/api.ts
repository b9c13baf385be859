/** What tests need that is not what they test: people and courses, made through the public API. */
import { type APIRequestContext, expect } from '@playwright/test';
import type {
  Assignment,
  AssignmentBody,
  Course,
  Material,
  SignedIn,
  User,
} from '../../src/generated/types.gen';
import type { NamedFile } from './files';

export const password = 'seven quiet otters';
const demoPassword = 'lectern-demo';

export interface Person {
  token: string;
  user: User;
}

/** Names that no other test has, in this run or another on the same system. */
export function unique(stem: string): string {
  return `${stem}-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
}

function authorization({ token }: Person) {
  return { Authorization: `Token ${token}` };
}

export type Body = Record<string, unknown>;

/** What an answer says of what was made. */
interface Made {
  id: number;
  content?: { questions: { id: string }[] };
}

/** Sends requests for somebody. */
export function hands(request: APIRequestContext, person: Person) {
  return async (method: string, path: string, data: Body = {}): Promise<Made> => {
    const headers = authorization(person);
    const response = await request.fetch(`/api/${path}`, { method, headers, data });
    expect(response.ok(), `${path}: ${response.status()} ${await response.text()}`).toBe(true);
    return response.status() === 204 ? { id: 0 } : ((await response.json()) as Made);
  };
}

async function begin(request: APIRequestContext, path: string, data: object): Promise<Person> {
  const response = await request.post(path, { data });
  expect(response.ok(), `${path}: ${response.status()} ${await response.text()}`).toBe(true);
  return (await response.json()) as SignedIn;
}

export function register(
  request: APIRequestContext,
  user_type: 'student' | 'teacher',
  full_name: string,
): Promise<Person> {
  const username = unique(user_type);
  const email = `${username}@example.org`;
  return begin(request, '/api/auth/register/', { username, email, password, user_type, full_name });
}

export function signInAdmin(request: APIRequestContext): Promise<Person> {
  return begin(request, '/api/auth/login/', { username: 'dana', password: demoPassword });
}

export async function createCourse(
  request: APIRequestContext,
  teacher: Person,
  title: string,
): Promise<Course> {
  const response = await request.post('/api/courses/', {
    headers: authorization(teacher),
    data: { title, code: unique('T').slice(0, 20), description: 'What we do here.\n\nAnd how.' },
  });
  expect(response.status()).toBe(201);
  return (await response.json()) as Course;
}

export async function enroll(
  request: APIRequestContext,
  student: Person,
  course: Course,
): Promise<void> {
  const path = `/api/courses/${course.id}/enroll/`;
  expect((await request.post(path, { headers: authorization(student) })).ok()).toBe(true);
}

export async function post(
  request: APIRequestContext,
  author: Person,
  content: string,
): Promise<void> {
  const headers = authorization(author);
  expect((await request.post('/api/status-updates/', { headers, data: { content } })).ok()).toBe(
    true,
  );
}

export async function uploadMaterial(
  request: APIRequestContext,
  teacher: Person,
  course: Course,
  title: string,
  file: NamedFile,
): Promise<Material> {
  const [type] = file.mimeType.split('/');
  const material_type = type === 'image' || type === 'video' ? type : 'document';
  const response = await request.post('/api/materials/', {
    headers: authorization(teacher),
    multipart: { course: course.id, title, material_type, file },
  });
  expect(response.status(), await response.text()).toBe(201);
  return (await response.json()) as Material;
}

export async function createAssignment(
  request: APIRequestContext,
  teacher: Person,
  data: AssignmentBody,
): Promise<Assignment> {
  const headers = authorization(teacher);
  const response = await request.post('/api/assignments/', { headers, data });
  expect(response.status(), await response.text()).toBe(201);
  return (await response.json()) as Assignment;
}

/** Answers a quiz, and says that something is wrong with its first question. */
export async function answerQuiz(
  request: APIRequestContext,
  student: Person,
  { id }: Assignment,
  answers: (number | null)[],
): Promise<void> {
  const headers = authorization(student);
  const data = { assignment: id, answers };
  expect((await request.post('/api/submissions/', { headers, data })).status()).toBe(201);
  const report = { question: 0, comment: 'Two of these are right.' };
  const path = `/api/assignments/${id}/reports/`;
  expect((await request.post(path, { headers, data: report })).status()).toBe(201);
}

export async function rate(
  request: APIRequestContext,
  student: Person,
  course: Course,
  rating: number,
  comment: string,
): Promise<void> {
  const response = await request.post('/api/feedback/', {
    headers: authorization(student),
    data: { course: course.id, rating, comment },
  });
  expect(response.status()).toBe(201);
}

/** Ends every session of somebody but the one that asks, as an expiry would. */
export async function endSessions(request: APIRequestContext, person: Person): Promise<void> {
  const fresh = await begin(request, '/api/auth/login/', {
    username: person.user.username,
    password,
  });
  const headers = authorization(fresh);
  const sessions = await (await request.get('/api/auth/sessions/', { headers })).json();
  for (const { id, current } of sessions) {
    if (!current) await request.delete(`/api/auth/sessions/${id}/`, { headers });
  }
}
