import { isProblem } from '../api/problem.ts'

type FormLike = { readonly values: object; setErrors: (errors: Record<string, string>) => void }

/** “body/email” or “/items/0/to” → the field's name in the form. */
const fieldOf = (path: string) => path.replace(/^(body|querystring|params)?\/?/, '').replaceAll('/', '.')

/**
 * Puts the server's complaints beside their fields.
 * Answers what is left to show above the form: undefined when every complaint found its field.
 */
export function putErrors(form: FormLike, error: unknown): unknown {
  if (!isProblem(error) || error.errors.length === 0) return error
  const known = error.errors.filter(({ path }) => fieldOf(path) in form.values)
  form.setErrors(Object.fromEntries(known.map(({ path, message }) => [fieldOf(path), message])))
  return known.length === error.errors.length ? undefined : error
}

export const required =
  (what: string) =>
  (value: string): string | null =>
    value.trim() === '' ? `Enter ${what}.` : null

export const email = (value: string): string | null =>
  /^\S+@\S+\.\S+$/.test(value.trim()) ? null : 'Enter an e-mail address such as ana@example.com.'

export const LEAST_PASSWORD = 12
export const password = (value: string): string | null =>
  value.length >= LEAST_PASSWORD ? null : `Use at least ${LEAST_PASSWORD} characters.`
