import { Box, Card, Container, SimpleGrid, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import type { NumberOffer } from '../../api/types.ts'
import { type Icon, MessageIcon, ShieldIcon, WalletIcon } from '../../ui/icons.tsx'
import { choose } from './choice.ts'
import { NumberSearchPanel } from './number-search.tsx'

const route = getRouteApi('/storefront/')

const PROMISES: readonly { readonly icon: Icon; readonly title: string; readonly text: string }[] = [
  {
    icon: WalletIcon,
    title: 'The price you see is the price you pay',
    text: 'Monthly and set-up costs stand beside every number. Every charge later explains itself.',
  },
  {
    icon: MessageIcon,
    title: 'Text within a minute',
    text: 'Your number is ready as soon as it is bought. See each message delivered, live.',
  },
  {
    icon: ShieldIcon,
    title: 'Paid only when it works',
    text: 'Money is held while we set up your number, and returned if anything fails.',
  },
]

/** The shop window: search first, words after. */
export function Home() {
  const { site, me } = route.useRouteContext()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  useDocumentTitle(`Phone numbers · ${site.tenant.name}`)
  const take = (offer: NumberOffer) => {
    choose(offer, window.location.search)
    void navigate({ to: me?.account ? '/checkout' : '/sign-up' })
  }
  return (
    <>
      <Box component="section" pt={{ base: 'lg', sm: 48 }} pb="lg">
        <Container size="lg">
          <Stack gap="lg">
            <div>
              <Title order={1} fz={{ base: '1.625rem', sm: '2.125rem' }} lh={1.15} maw={640}>
                Find your phone number
              </Title>
              <Text fz="lg" c="dimmed" mt={8} maw={560}>
                Choose one, top up, and send your first text a minute later.
              </Text>
            </div>
            <NumberSearchPanel
              key={[search.country, search.type, search.areaCode, search.contains].join()}
              search={search}
              onSearch={(next) => void navigate({ to: '/', search: next, resetScroll: false })}
              onChoose={take}
            />
          </Stack>
        </Container>
      </Box>
      <Container size="lg" py="lg" component="section" aria-label="What you get">
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          {PROMISES.map(({ icon: PromiseIcon, title, text }) => (
            <Card key={title}>
              <ThemeIcon variant="light" size={34} mb={8}>
                <PromiseIcon />
              </ThemeIcon>
              <Title order={2} size="h3">
                {title}
              </Title>
              <Text c="dimmed" mt={4}>
                {text}
              </Text>
            </Card>
          ))}
        </SimpleGrid>
      </Container>
    </>
  )
}
