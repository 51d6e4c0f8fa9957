import { Button, Code, Divider, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { setUp } from '../../api/access.ts'
import { email, LEAST_PASSWORD, password, putErrors, required } from '../../ui/form-errors.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AccessCard } from './access-card.tsx'

const route = getRouteApi('/storefront/setup')

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK']
const names = new Intl.DisplayNames(['en'], { type: 'currency' })
const currencies = CURRENCIES.map((code) => ({ value: code, label: `${code} · ${names.of(code)}` }))

const start = { businessName: '', currency: 'USD', name: '', email: '', password: '' }

/** Names the business and makes its first administrator. */
function SetUpForm({ token }: { readonly token: string }) {
  const [refusal, setRefusal] = useState<unknown>()
  const form = useForm({
    initialValues: start,
    validate: { businessName: required('the name of your business'), name: required('your name'), email, password },
  })
  const create = useMutation({
    mutationFn: setUp,
    // A full load: the brand, the session and every query start afresh.
    onSuccess: () => window.location.assign('/login'),
    onError: (error) => setRefusal(putErrors(form, error)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate({ token, ...values, email: values.email.trim() }))} noValidate>
      <Stack gap="sm">
        <ProblemAlert error={refusal} />
        <TextInput label="Business name" autoComplete="organization" {...form.getInputProps('businessName')} />
        <Select
          label="Currency"
          description="Wallets, prices and the ledger are kept in it."
          data={currencies}
          searchable
          {...form.getInputProps('currency')}
        />
        <Divider my={4} label="First administrator" labelPosition="left" />
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
        <PasswordInput
          label="Password"
          description={`At least ${LEAST_PASSWORD} characters. You set up a second factor next.`}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={create.isPending || create.isSuccess}>
          Create
        </Button>
      </Stack>
    </form>
  )
}

/** The very first page of an installation; only who was given its link can use it. */
export function SetUp() {
  const { token } = route.useSearch()
  const { site } = route.useRouteContext()
  if (!site.needsSetup) {
    return (
      <AccessCard title="Set up already" text="This Linecard has its administrator.">
        <ButtonLink to="/login">Sign in</ButtonLink>
      </AccessCard>
    )
  }
  if (!token) {
    return (
      <AccessCard title="Welcome to Linecard">
        <Text>
          To set it up, open the link that <Code>npm start</Code> printed in its terminal. Only who can read that terminal can become the
          first administrator.
        </Text>
      </AccessCard>
    )
  }
  return (
    <AccessCard
      title="Set up your Linecard"
      text="Your business and its first administrator. Everything can be changed later, except the currency."
      size={480}
    >
      <SetUpForm token={token} />
    </AccessCard>
  )
}
