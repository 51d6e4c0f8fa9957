import { Button, Group, NumberInput, Select, Stack, Switch, TagsInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type NumberRules, type NumberVoice, saveVoice } from '../../../../api/voice.ts'
import { putErrors } from '../../../../ui/form-errors.ts'
import { Section } from '../../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { told } from '../../../../ui/toast.ts'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Zone, holidays, ring time and mailbox of a number. */
export function VoiceSettings({ of }: { readonly of: NumberRules }) {
  const client = useQueryClient()
  const form = useForm<NumberVoice>({
    initialValues: of.voice,
    validate: { holidays: (days) => (days.every((day) => DATE.test(day)) ? null : 'Use dates such as 2026-12-25.') },
  })
  const save = useMutation({
    mutationFn: (voice: NumberVoice) => saveVoice(of.numberId, voice),
    onSuccess: async () => {
      told('Saved.')
      form.resetDirty()
      await client.invalidateQueries({ queryKey: ['numbers', of.numberId] })
    },
    onError: (error) => putErrors(form, error),
  })
  const data = zones.includes(of.voice.zone) ? zones : [of.voice.zone, ...zones]
  return (
    <Section title="Around the rules">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={save.error} />
          <Select label="Time zone" searchable allowDeselect={false} data={data} limit={100} {...form.getInputProps('zone')} />
          <TagsInput
            label="Holidays"
            placeholder="2026-12-25"
            description="Dates; Enter adds one."
            acceptValueOnBlur
            {...form.getInputProps('holidays')}
          />
          <NumberInput label="Devices ring for (seconds)" min={5} max={60} {...form.getInputProps('ringSeconds')} />
          <Switch
            label="Callers may leave a message"
            description="When nobody answers and no rule says otherwise."
            {...form.getInputProps('voicemail', { type: 'checkbox' })}
          />
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
