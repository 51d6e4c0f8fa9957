import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { resetPassword } from '../../api/access.ts'
import { LEAST_PASSWORD, password } from '../../ui/form-errors.ts'
import { AnchorLink, ButtonLink } from '../../ui/links.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AccessCard } from './access-card.tsx'

const route = getRouteApi('/storefront/reset')

/** Where the link of the reset mail leads: a new password, and every session ended. */
export function Reset() {
  const { token } = route.useSearch()
  const form = useForm({ initialValues: { password: '' }, validate: { password } })
  const change = useMutation({ mutationFn: resetPassword })
  if (change.isSuccess) {
    return (
      <AccessCard title="Password changed" text="You were signed out everywhere.">
        <ButtonLink to="/login">Sign in</ButtonLink>
      </AccessCard>
    )
  }
  return (
    <AccessCard title="Choose a new password" footer={<AnchorLink to="/forgot">Ask for another link</AnchorLink>}>
      {token ? (
        <form onSubmit={form.onSubmit((values) => change.mutate({ token, ...values }))} noValidate>
          <Stack gap="sm">
            <ProblemAlert error={change.error} />
            <PasswordInput
              label="New password"
              description={`At least ${LEAST_PASSWORD} characters.`}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
              {...form.getInputProps('password')}
            />
            <Button type="submit" loading={change.isPending}>
              Change password
            </Button>
          </Stack>
        </form>
      ) : (
        <Text>The link is not complete. Copy the whole address from the mail.</Text>
      )}
    </AccessCard>
  )
}
