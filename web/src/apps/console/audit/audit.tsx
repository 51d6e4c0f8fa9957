import { Box, Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { verifyAudit } from '../../../api/console.ts'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { AuditTable } from './audit-table.tsx'

/** Who did what, with a proof that nobody edited it since. */
export function AuditLog() {
  const verify = useMutation({ mutationFn: verifyAudit })
  return (
    <>
      <PageHeader
        title="Audit log"
        subtitle="Each event carries the hash of the one before, so an edited row breaks the chain."
        actions={
          <Button variant="default" onClick={() => verify.mutate()} loading={verify.isPending}>
            Verify the chain
          </Button>
        }
      />
      <ProblemAlert error={verify.error} />
      {verify.data && (
        <Box mb="md">
          <Notice
            role="status"
            tone={verify.data.intact ? 'good' : 'bad'}
            title={verify.data.intact ? 'The chain is intact' : `The chain is broken at link ${verify.data.brokenAt?.position}`}
          >
            <Text size="sm">
              {verify.data.checked} events were checked.
              {verify.data.brokenAt && ` The first event that is not what it was: ${verify.data.brokenAt.eventId}.`}
            </Text>
          </Notice>
        </Box>
      )}
      <AuditTable />
    </>
  )
}
