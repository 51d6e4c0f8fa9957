import { Anchor, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { logIn, sendVerification } from '../../api/access.ts'
import { isProblem } from '../../api/problem.ts'
import { email, required } from '../../ui/form-errors.ts'
import { AnchorLink } from '../../ui/links.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { told, toldProblem } from '../../ui/toast.ts'
import { AccessCard } from './access-card.tsx'
import { ChoiceNote } from './choice-note.tsx'

type Status = Awaited<ReturnType<typeof logIn>>['status']

/** The first step of signing in. */
export function PasswordStep({ onAnswer }: { readonly onAnswer: (status: Status) => void | Promise<void> }) {
  const form = useForm({ initialValues: { email: '', password: '' }, validate: { email, password: required('your password') } })
  const enter = useMutation({ mutationFn: logIn, onSuccess: ({ status }) => onAnswer(status) })
  const again = useMutation({
    mutationFn: () => sendVerification(form.values.email.trim()),
    onSuccess: () => told('We sent the mail again.'),
    onError: toldProblem,
  })
  const unverified = isProblem(enter.error) && /verif/i.test(enter.error.code)
  return (
    <AccessCard
      title="Sign in"
      footer={
        <>
          New here?{' '}
          <AnchorLink to="/sign-up" underline="always">
            Sign up
          </AnchorLink>
        </>
      }
    >
      <ChoiceNote />
      <form onSubmit={form.onSubmit((values) => enter.mutate({ ...values, email: values.email.trim() }))} noValidate>
        <Stack gap="sm">
          <ProblemAlert
            error={enter.error}
            action={
              unverified && (
                <Anchor component="button" type="button" onClick={() => again.mutate()}>
                  Send the mail again
                </Anchor>
              )
            }
          />
          <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={enter.isPending}>
            Sign in
          </Button>
          <Group justify="center">
            <AnchorLink to="/forgot" size="sm">
              Forgot your password?
            </AnchorLink>
          </Group>
        </Stack>
      </form>
    </AccessCard>
  )
}
