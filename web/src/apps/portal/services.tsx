import { Card, Group, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { servicesQuery } from '../../api/services.ts'
import type { ServiceCard as Service } from '../../api/types.ts'
import { Empty } from '../../ui/empty.tsx'
import { CallLogIcon, type Icon, PackageIcon, PhoneIcon, ServerIcon, SimIcon } from '../../ui/icons.tsx'
import { AnchorLink, ButtonLink } from '../../ui/links.tsx'
import { Money } from '../../ui/money.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx'

const ICONS: Readonly<Record<string, Icon>> = { number: PhoneIcon, esim: SimIcon, instance: ServerIcon, package: PackageIcon }
/** States whose word or colour means something else for one kind of service than for orders and jobs. */
const SHOWN: Readonly<Record<string, { readonly tone: Tone; readonly label?: string }>> = {
  'instance running': { tone: 'good' },
  'esim pending': { tone: 'busy', label: 'Not used yet' },
}
const LINES = { base: 1, sm: 2, md: 3 }

/** One service among the others: what it is, how it is, what matters at a glance. */
function ServiceCard({ service, path }: { readonly service: Service; readonly path: string | undefined }) {
  const KindIcon = ICONS[service.kind] ?? CallLogIcon
  return (
    <Card padding="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="sm" wrap="nowrap" align="flex-start" miw={0}>
          <Text component="span" c="dimmed" mt={3} lh={1}>
            <KindIcon size={18} />
          </Text>
          <div style={{ minWidth: 0 }}>
            {path ? (
              <AnchorLink to={path as '/home'} fw={650} fz="lg" c="inherit">
                {service.title}
              </AnchorLink>
            ) : (
              <Text fw={650} fz="lg">
                {service.title}
              </Text>
            )}
            <Text size="sm" c="dimmed" className="lc-truncate">
              {service.subtitle}
            </Text>
          </div>
        </Group>
        <StatusBadge status={service.status} {...SHOWN[`${service.kind} ${service.status}`]} />
      </Group>
      <Group mt="sm" gap="md">
        {service.figures.map(({ label, value }) => (
          <Text key={label} size="sm" c="dimmed" className="lc-figures">
            {label} {typeof value === 'string' ? <b>{value}</b> : <Money value={value} fw={700} />}
          </Text>
        ))}
      </Group>
    </Card>
  )
}

type ServicesProps = {
  /** Staff look at one customer; a customer at his own. */
  readonly accountId?: string
  /** Where a card leads; the customer's own page of the service when left out. */
  readonly pathOf?: (service: Service) => string | undefined
  /** Shown while there is nothing. */
  readonly empty?: React.ReactNode
}

/** Every service of every line in one list. */
export function Services({ accountId, pathOf = ({ path }) => path, empty }: ServicesProps) {
  const { data, error, isPending, refetch } = useQuery(servicesQuery(accountId))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (isPending) {
    return (
      <SimpleGrid cols={LINES} spacing="sm" role="status" aria-label="Loading">
        <Skeleton height={104} />
        <Skeleton height={104} />
        <Skeleton height={104} />
      </SimpleGrid>
    )
  }
  if (data.items.length === 0) {
    if (empty) return empty
    return (
      <Card>
        <Empty
          icon={<PhoneIcon size={28} />}
          title="Nothing here yet"
          text="A number, an eSIM, a server: whatever you get shows up here, paid from one balance."
          action={
            <Group justify="center">
              <ButtonLink to="/numbers/find">Get a number</ButtonLink>
              <ButtonLink to="/esims/store" variant="default">
                Get an eSIM
              </ButtonLink>
              <ButtonLink to="/servers/new" variant="default">
                New server
              </ButtonLink>
            </Group>
          }
        />
      </Card>
    )
  }
  return (
    <SimpleGrid cols={LINES} spacing="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {data.items.map((service) => (
        <li key={service.id}>
          <ServiceCard service={service} path={pathOf(service)} />
        </li>
      ))}
    </SimpleGrid>
  )
}
