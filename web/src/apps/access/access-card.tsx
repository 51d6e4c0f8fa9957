import { Card, Container, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useBrandName } from '../../ui/brand-context.tsx'

type AccessCardProps = {
  readonly title: string
  readonly text?: ReactNode
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly size?: number
}

/** The one card of the pages around signing in. */
export function AccessCard({ title, text, children, footer, size = 420 }: AccessCardProps) {
  const brand = useBrandName()
  useDocumentTitle(`${title} · ${brand}`)
  return (
    <Container size={size} py={{ base: 'md', sm: 56 }}>
      <Card padding="lg" shadow="sm">
        <Stack gap="md">
          <div>
            <Title order={1}>{title}</Title>
            {text && (
              <Text c="dimmed" mt={4} component="div">
                {text}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </Card>
      {footer && (
        <Text ta="center" mt="md" component="div">
          {footer}
        </Text>
      )}
    </Container>
  )
}
