import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { requestReset } from '../../api/access.ts'
import { email } from '../../ui/form-errors.ts'
import { AnchorLink } from '../../ui/links.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AccessCard } from './access-card.tsx'

/** Asks for the mail with which a forgotten password is replaced. */
export function Forgot() {
  const form = useForm({ initialValues: { email: '' }, validate: { email } })
  const ask = useMutation({ mutationFn: requestReset })
  const back = <AnchorLink to="/login">Back to sign in</AnchorLink>
  if (ask.isSuccess) {
    return (
      <AccessCard title="Check your mail" footer={back}>
        <Text>If {form.values.email} belongs to an account, a link to choose a new password is on its way. It works for one hour.</Text>
      </AccessCard>
    )
  }
  return (
    <AccessCard title="Forgot your password?" text="We mail you a link to choose a new one." footer={back}>
      <form onSubmit={form.onSubmit((values) => ask.mutate(values.email.trim()))} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={ask.error} />
          <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
          <Button type="submit" loading={ask.isPending}>
            Send the link
          </Button>
        </Stack>
      </form>
    </AccessCard>
  )
}
