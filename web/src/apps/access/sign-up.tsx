import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { signUp } from '../../api/access.ts'
import { email, LEAST_PASSWORD, password, putErrors, required } from '../../ui/form-errors.ts'
import { AnchorLink } from '../../ui/links.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AccessCard } from './access-card.tsx'
import { CheckMail } from './check-mail.tsx'
import { ChoiceNote } from './choice-note.tsx'

/** A new customer: name, address, password; then the mail with the link. */
export function SignUp() {
  const [sentTo, setSentTo] = useState<string>()
  const [refusal, setRefusal] = useState<unknown>()
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: { name: required('your name'), email, password },
  })
  const join = useMutation({
    mutationFn: signUp,
    onSuccess: (_, { email: address }) => setSentTo(address),
    onError: (error) => setRefusal(putErrors(form, error)),
  })
  if (sentTo) return <CheckMail address={sentTo} />
  return (
    <AccessCard
      title="Sign up"
      text="One account for your numbers, messages and balance."
      footer={
        <>
          Already a customer?{' '}
          <AnchorLink to="/login" underline="always">
            Sign in
          </AnchorLink>
        </>
      }
    >
      <ChoiceNote />
      <form
        onSubmit={form.onSubmit((values) => join.mutate({ ...values, name: values.name.trim(), email: values.email.trim() }))}
        noValidate
      >
        <Stack gap="sm">
          <ProblemAlert error={refusal} />
          <TextInput label="Name" autoComplete="name" {...form.getInputProps('name')} />
          <TextInput label="E-mail" type="email" autoComplete="email" {...form.getInputProps('email')} />
          <PasswordInput
            label="Password"
            description={`At least ${LEAST_PASSWORD} characters; a sentence works well.`}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={join.isPending}>
            Create account
          </Button>
        </Stack>
      </form>
    </AccessCard>
  )
}
