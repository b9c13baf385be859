/** What tests need that is not what they test: people and courses, made through the public API. */
import { type APIRequestContext, expect } from '@playwright/test';
import type { Course, SignedIn, User } from '../../src/generated/types.gen';

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
