import { Button, Group, List, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { importEsimStock } from '../../../api/esims.ts'
import type { EsimSupplier } from '../../../api/types.ts'
import { required } from '../../../ui/form-errors.ts'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { readRows } from './stock-rows.ts'

/** Profiles that were bought ahead, from a file of the supplier's. */
export function ImportStock({ supplier, onClose }: { readonly supplier: EsimSupplier; readonly onClose: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { packageCode: '', text: '' },
    validate: {
      packageCode: required('the package these profiles carry'),
      text: (text) => (readRows(text).length === 0 ? 'Paste at least one line with an ICCID and its code.' : null),
    },
  })
  const save = useMutation({
    mutationFn: ({ packageCode, text }: typeof form.values) =>
      importEsimStock(supplier.id, { packageCode: packageCode.trim(), rows: readRows(text) }),
    onSuccess: async ({ count, warnings }) => {
      told(`${count} profiles are in stock.`)
      if (warnings.length === 0) onClose()
      await Promise.all([client.invalidateQueries({ queryKey: ['esim-suppliers'] }), client.invalidateQueries({ queryKey: ['esims'] })])
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Import stock of ${supplier.name}`} size="lg">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemAlert error={save.error} />
          {save.data && save.data.warnings.length > 0 && (
            <Notice tone="warn" title="Imported; please look at these">
              <List size="sm">
                {save.data.warnings.map((warning) => (
                  <List.Item key={warning}>{warning}</List.Item>
                ))}
              </List>
            </Notice>
          )}
          <TextInput label="Package code" description="As the offers of your plans name it." {...form.getInputProps('packageCode')} />
          <Textarea
            label="ICCID and activation code, one profile a line"
            placeholder="8944538532008160222,LPA:1$smdp.example.com$ABC-123"
            autosize
            minRows={6}
            maxRows={16}
            ff="monospace"
            {...form.getInputProps('text')}
          />
          <Text size="sm" c="dimmed">
            All of them or none: a line that is wrong stops the import. Stock is sold before the supplier is asked.
          </Text>
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              Import
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
