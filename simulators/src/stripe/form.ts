import type * as z from 'zod'
import { invalid } from './errors.ts'

export type Form = { [name: string]: string | Form | (string | Form)[] }

type Node = string | Map<string, Node>

/** Stripe's encoding of nested values: `a[b][0][c]=1`, `expand[]=x`. Duplicate plain names count with the last value. */
export function parseForm(text: string): Form {
  const root = new Map<string, Node>()
  for (const [name, value] of new URLSearchParams(text)) {
    const path = [name.split('[')[0] ?? '', ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')]
    place(root, path, value)
  }
  return toForm(root) as Form
}

function place(node: Map<string, Node>, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path
  const key = head === '' ? String(node.size) : head
  if (rest.length === 0) {
    node.set(key, value)
    return
  }
  const existing = node.get(key)
  const child = existing instanceof Map ? existing : new Map<string, Node>()
  node.set(key, child)
  place(child, rest, value)
}

function toForm(node: Node): string | Form | (string | Form)[] {
  if (typeof node === 'string') return node
  const keys = [...node.keys()]
  const isList = keys.length > 0 && keys.every((key, at) => key === String(at))
  if (isList) return [...node.values()].map((child) => toForm(child) as string | Form)
  // fromEntries defines own properties, so a field named __proto__ stays data.
  return Object.fromEntries([...node].map(([key, child]) => [key, toForm(child)]))
}

/** Parses `form` or throws Stripe's error for the first thing wrong with it. */
export function accept<T>(schema: z.ZodType<T>, form: unknown): T {
  const result = schema.safeParse(form ?? {})
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (!issue) throw invalid('Invalid request.', 'parameter_invalid')
  if (issue.code === 'unrecognized_keys') {
    const param = paramOf([...issue.path, issue.keys[0] ?? ''])
    throw invalid(`Received unknown parameter: ${param}`, 'parameter_unknown', param)
  }
  const param = paramOf(issue.path)
  const absent = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], form) === undefined
  if (absent) throw invalid(`Missing required param: ${param}.`, 'parameter_missing', param)
  throw invalid(`Invalid ${param}: ${issue.message}`, 'parameter_invalid', param)
}

function paramOf(path: readonly PropertyKey[]): string {
  return path.map((key, at) => (at === 0 ? String(key) : `[${String(key)}]`)).join('')
}
