import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { saveProvider } from '../../../api/console.ts'
import type { Provider } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { useMay } from '../place.ts'

type Field = { readonly name: string; readonly label: string; readonly description?: string }

/** What each vendor asks for; a vendor not listed shows whatever settings its row has. */
const SETTINGS: Readonly<Record<string, readonly Field[]>> = {
  twilio: [{ name: 'accountSid', label: 'Account SID' }],
  stripe: [],
  telna: [
    { name: 'smdp', label: 'SM-DP+ address', description: 'Completes activation codes that come as a bare matching ID.' },
    { name: 'scheme', label: 'Authorization scheme', description: 'Bearer unless your contract says otherwise; none sends the key alone.' },
  ],
  esimaccess: [],
}
const SECRETS: Readonly<Record<string, readonly Field[]>> = {
  twilio: [{ name: 'authToken', label: 'Auth token' }],
  telna: [{ name: 'apiKey', label: 'API key' }],
  esimaccess: [
    { name: 'accessCode', label: 'Access code' },
    { name: 'secretKey', label: 'Secret key' },
  ],
  stripe: [
    { name: 'secretKey', label: 'Secret key' },
    { name: 'webhookSecret', label: 'Webhook signing secret' },
  ],
}

const filled = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))

/** Settings that can be read and secrets that can only be replaced. */
export function ProviderForm({ provider }: { readonly provider: Provider }) {
  const may = useMay()
  const client = useQueryClient()
  const settings = SETTINGS[provider.vendor] ?? []
  const secrets = SECRETS[provider.vendor] ?? []
  const form = useForm({
    initialValues: {
      settings: Object.fromEntries(settings.map(({ name }) => [name, String(provider.settings[name] ?? '')])) as Record<string, string>,
      secrets: Object.fromEntries(secrets.map(({ name }) => [name, ''])) as Record<string, string>,
    },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      saveProvider(provider.id, { settings: filled(values.settings), secrets: filled(values.secrets) }),
    onSuccess: async () => {
      told('Saved. Test the connection before you enable the provider.')
      form.setFieldValue('secrets', Object.fromEntries(secrets.map(({ name }) => [name, ''])))
      await client.invalidateQueries({ queryKey: ['providers'] })
    },
  })
  if (settings.length + secrets.length === 0 || !may('provider:write')) return null
  return (
    <Section title="Credentials">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemAlert error={save.error} />
          {settings.map(({ name, label, description }) => (
            <TextInput key={name} label={label} description={description} autoComplete="off" {...form.getInputProps(`settings.${name}`)} />
          ))}
          {secrets.map(({ name, label }) => (
            <PasswordInput
              key={name}
              label={label}
              description={provider.secretsSet.includes(name) ? 'Set. Leave empty to keep it.' : 'Not set yet.'}
              autoComplete="new-password"
              {...form.getInputProps(`secrets.${name}`)}
            />
          ))}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              Save credentials
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
