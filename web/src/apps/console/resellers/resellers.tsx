import { Box, Button, Card, ColorInput, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newKey } from '../../../api/client.ts'
import { brandTenant, createReseller, tenantsQuery } from '../../../api/console.ts'
import type { Tenant } from '../../../api/types.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { useMay } from '../place.ts'

/** The businesses that sell under their own brand, this one included. */
export function Resellers() {
  const may = useMay()
  const { data, error, refetch } = useQuery(tenantsQuery)
  const [creating, { open, close }] = useDisclosure()
  const [branding, setBranding] = useState<Tenant>()
  const top = Math.min(...(data?.items ?? []).map(({ depth }) => depth))
  return (
    <>
      <PageHeader
        title="Resellers"
        subtitle="Each sells under its own name and colours, from its own storefront."
        actions={may('tenant:create') && <Button onClick={open}>New reseller</Button>}
      />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={200} role="status" aria-label="Loading" />}
      <Stack gap="xs">
        {data?.items.map((tenant) => (
          <Card key={tenant.id} padding="sm" ml={(tenant.depth - top) * 24}>
            <Group justify="space-between">
              <Group gap="sm" wrap="nowrap">
                <Box w={12} h={28} bg={tenant.primaryColor} style={{ borderRadius: 4 }} aria-hidden />
                <div>
                  <Text fw={650}>{tenant.name}</Text>
                  <Text size="sm" c="dimmed">
                    {tenant.kind === 'operator' ? 'Operator' : `/t/${tenant.slug}/`} · {tenant.currency}
                  </Text>
                </div>
              </Group>
              <Group gap="xs">
                <StatusBadge status={tenant.status} />
                {may('tenant:brand') && (
                  <Button variant="default" size="xs" onClick={() => setBranding(tenant)} aria-label={`Change the brand of ${tenant.name}`}>
                    Brand
                  </Button>
                )}
                <Button variant="default" size="xs" component="a" href={tenant.kind === 'operator' ? '/' : `/t/${tenant.slug}/`}>
                  Storefront
                </Button>
              </Group>
            </Group>
          </Card>
        ))}
      </Stack>
      <NewReseller opened={creating} onClose={close} />
      {branding && <Brand key={branding.id} tenant={branding} onClose={() => setBranding(undefined)} />}
    </>
  )
}

function NewReseller({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const client = useQueryClient()
  const key = useRef(newKey())
  const form = useForm({ initialValues: { name: '', slug: '' }, validate: { name: required('a name'), slug: required('a short name') } })
  const create = useMutation({
    mutationFn: (values: { name: string; slug: string }) => createReseller(values, key.current),
    onSuccess: async () => {
      key.current = newKey()
      told('The reseller can sell now.')
      form.reset()
      onClose()
      await client.invalidateQueries({ queryKey: ['tenants'] })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="New reseller">
      <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack>
          <ProblemAlert error={create.error && putErrors(form, create.error)} />
          <TextInput label="Business name" {...form.getInputProps('name')} />
          <TextInput label="Short name" description="Stands in its address: /t/short-name/" {...form.getInputProps('slug')} />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              Create reseller
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Brand({ tenant, onClose }: { readonly tenant: Tenant; readonly onClose: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { name: tenant.name, primaryColor: tenant.primaryColor, supportEmail: tenant.supportEmail },
    validate: { name: required('a name') },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => brandTenant(tenant.id, values),
    onSuccess: async () => {
      told('The brand was saved.')
      onClose()
      await Promise.all([client.invalidateQueries({ queryKey: ['tenants'] }), client.invalidateQueries({ queryKey: ['site'] })])
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Brand of ${tenant.name}`}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemAlert error={save.error} />
          <TextInput label="Business name" {...form.getInputProps('name')} />
          <ColorInput label="Colour" format="hex" {...form.getInputProps('primaryColor')} />
          <TextInput label="Support address" type="email" {...form.getInputProps('supportEmail')} />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              Save brand
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
