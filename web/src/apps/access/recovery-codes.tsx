import { Button, Checkbox, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Copy } from '../../ui/copy.tsx'
import { DownloadIcon } from '../../ui/icons.tsx'
import { saveFile } from '../../ui/table/csv.ts'

/** Shown once: the way in when the phone is lost. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const [kept, setKept] = useState(false)
  const text = codes.join('\n')
  return (
    <Stack gap="sm">
      <Text>Each code signs you in once without the app. They are shown only now.</Text>
      <SimpleGrid component="ul" cols={2} spacing={6} p={0} m={0} aria-label="Recovery codes" style={{ listStyle: 'none' }}>
        {codes.map((code) => (
          <Code component="li" key={code} block ta="center">
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<DownloadIcon size={14} />}
          onClick={() => saveFile('recovery-codes.txt', `${text}\n`, 'text/plain')}
        >
          Save as file
        </Button>
        <Copy value={text} label="Copy recovery codes" />
      </Group>
      <Checkbox label="I have kept these codes" checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Button disabled={!kept} onClick={onDone}>
        Continue
      </Button>
    </Stack>
  )
}
