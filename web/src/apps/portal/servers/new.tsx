import { Button, Card, Group, Radio, Select, SimpleGrid, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { newKey } from '../../../api/client.ts'
import { offersQuery, orderServer, quotaQuery, type ServerWish, type Size } from '../../../api/instances.ts'
import { isProblem } from '../../../api/problem.ts'
import { Empty } from '../../../ui/empty.tsx'
import { putErrors } from '../../../ui/form-errors.ts'
import { ServerIcon } from '../../../ui/icons.tsx'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { moneyText } from '../../../ui/money-text.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { sizeText } from './words.ts'

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

function SizeCard({ size }: { readonly size: Size }) {
  return (
    <Radio.Card value={size.slug} p="sm" radius="md" aria-label={`${size.name}, ${sizeText(size)}`}>
      <Group wrap="nowrap" align="flex-start">
        <Radio.Indicator mt={3} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group justify="space-between" gap="xs">
            <Text fw={650}>{size.name}</Text>
            <Text fw={600} component="div">
              <Money value={size.hourly} /> an hour
            </Text>
          </Group>
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed">
              {sizeText(size)}
            </Text>
            <Text size="sm" c="dimmed" component="div">
              {size.monthlyCap ? (
                <>
                  at most <Money value={size.monthlyCap} /> a month
                </>
              ) : (
                'no monthly cap'
              )}
            </Text>
          </Group>
        </div>
      </Group>
    </Radio.Card>
  )
}

type Offers = { readonly sizes: readonly Size[]; readonly images: readonly Named[]; readonly regions: readonly Named[] }
type Named = { readonly key: string; readonly name: string }

const optionsOf = (named: readonly Named[]) => named.map(({ key, name }) => ({ value: key, label: name }))

function useNewServer(offers: Offers) {
  const navigate = useNavigate()
  const client = useQueryClient()
  // One key for one intent: pressing twice makes one server.
  const key = useRef(newKey())
  const form = useForm({
    initialValues: {
      size: offers.sizes[0]?.slug ?? '',
      image: offers.images[0]?.key ?? '',
      region: offers.regions[0]?.key ?? '',
      name: '',
      sshKey: '',
    },
    validate: { name: (value) => (NAME.test(value) ? null : 'Use small letters, digits and hyphens, such as web-1.') },
  })
  const order = useMutation({
    mutationFn: ({ sshKey, ...wish }: typeof form.values) => {
      const wished: ServerWish = { ...wish, ...(sshKey.trim() && { sshKey: sshKey.trim() }) }
      return orderServer(wished, key.current)
    },
    onSuccess: async () => {
      told('Your server is being made.')
      await Promise.all(['instances', 'wallets'].map((name) => client.invalidateQueries({ queryKey: [name] })))
      await navigate({ to: '/servers' })
    },
    onError: (error) => {
      // What was refused was not stored: mended, it is another intent.
      key.current = newKey()
      putErrors(form, error)
    },
  })
  return { form, order }
}

function NewServerForm({ offers }: { readonly offers: Offers }) {
  const { form, order } = useNewServer(offers)
  const size = offers.sizes.find(({ slug }) => slug === form.values.size)
  const missing = isProblem(order.error) && order.error.status === 402 ? order.error.facts['shortfall'] : undefined
  const shortfall = typeof missing === 'string' ? missing : ''
  return (
    <form onSubmit={form.onSubmit((values) => order.mutate(values))}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <Section title="Size">
          <Radio.Group aria-label="Size" {...form.getInputProps('size')}>
            <Stack gap="xs">
              {offers.sizes.map((one) => (
                <SizeCard key={one.slug} size={one} />
              ))}
            </Stack>
          </Radio.Group>
        </Section>
        <Stack gap="md">
          <Section title="Server">
            <Stack gap="sm">
              <TextInput label="Name" placeholder="web-1" maxLength={63} autoComplete="off" {...form.getInputProps('name')} />
              <Group grow align="flex-start">
                <Select label="Image" data={optionsOf(offers.images)} allowDeselect={false} {...form.getInputProps('image')} />
                <Select label="Region" data={optionsOf(offers.regions)} allowDeselect={false} {...form.getInputProps('region')} />
              </Group>
              <Textarea
                label="SSH key"
                description="One line of an OpenSSH public key; left empty, none is put on the server."
                placeholder="ssh-ed25519 AAAA… you@example.com"
                autosize
                minRows={2}
                spellCheck={false}
                {...form.getInputProps('sshKey')}
              />
            </Stack>
          </Section>
          <Section title="What it costs">
            {size && (
              <KeyValues
                facts={[
                  { label: 'Each hour that begins', value: <Money value={size.hourly} /> },
                  { label: 'At most in a calendar month', value: size.monthlyCap ? <Money value={size.monthlyCap} /> : 'no cap' },
                  { label: 'Switched off', value: 'costs the same' },
                  { label: 'Billing ends', value: 'the second you delete it' },
                ]}
              />
            )}
            <Text size="sm" c="dimmed" my="sm">
              Nothing is charged until the server answers. Each hour is paid from your wallet when it is over; the next one is held.
            </Text>
            <Stack gap="sm">
              <ProblemAlert
                error={order.error}
                action={
                  shortfall && (
                    <ButtonLink to="/wallet" search={{ amount: shortfall }} size="xs">
                      Add funds
                    </ButtonLink>
                  )
                }
              />
              <Button type="submit" loading={order.isPending} disabled={!size}>
                {size ? `Create server · ${moneyText(size.hourly)} an hour` : 'Create server'}
              </Button>
            </Stack>
          </Section>
        </Stack>
      </SimpleGrid>
    </form>
  )
}

/** Makes a server: size, image, region, and what it will cost. */
export function NewServer() {
  const { data: offers, error, refetch } = useQuery(offersQuery())
  const { data: quota } = useQuery(quotaQuery)
  return (
    <>
      <PageHeader
        title="New server"
        back={{ to: '/servers', label: 'Servers' }}
        subtitle={quota && `You use ${quota.used.instances} of ${quota.limit.instances} servers.`}
      />
      {error ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : !offers ? (
        <Skeleton height={360} role="status" aria-label="Loading" />
      ) : offers.sizes.length === 0 || offers.regions.length === 0 ? (
        <Card>
          <Empty
            icon={<ServerIcon size={28} />}
            title="No servers for sale"
            text="There is no size or no machine to run one on right now."
          />
        </Card>
      ) : (
        <NewServerForm offers={offers} />
      )}
    </>
  )
}
