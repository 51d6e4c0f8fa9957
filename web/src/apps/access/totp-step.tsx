import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { giveTotp } from '../../api/access.ts'
import { required } from '../../ui/form-errors.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AccessCard } from './access-card.tsx'

/** The second step for who has a second factor: a code of the app, or a recovery code. */
export function TotpStep({ onDone }: { readonly onDone: () => void | Promise<void> }) {
  const form = useForm({ initialValues: { code: '' }, validate: { code: required('the code') } })
  const check = useMutation({ mutationFn: giveTotp, onSuccess: () => onDone() })
  return (
    <AccessCard title="Enter your code" text="The six digits your authenticator app shows now, or one of your recovery codes.">
      <form onSubmit={form.onSubmit((values) => check.mutate(values.code.replace(/[\s-]/g, '').toLowerCase()))} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={check.error} />
          <TextInput label="Code" autoComplete="one-time-code" autoFocus className="lc-figures" {...form.getInputProps('code')} />
          <Button type="submit" loading={check.isPending}>
            Continue
          </Button>
        </Stack>
      </form>
    </AccessCard>
  )
}
