import { notifications } from '@mantine/notifications'
import { isProblem } from '../api/problem.ts'

/** Tells that something worked, for four seconds. */
export const told = (message: string): void => {
  notifications.show({ message, color: 'teal', autoClose: 4_000 })
}

/** Tells that something did not work; stays until dismissed. */
export const toldProblem = (error: unknown): void => {
  const message = isProblem(error) ? error.detail : 'Something went wrong. Try again.'
  notifications.show({ title: isProblem(error) ? error.title : undefined, message, color: 'red', autoClose: false })
}
