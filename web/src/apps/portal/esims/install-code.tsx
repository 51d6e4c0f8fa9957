import { Anchor, Box, Button, Card, Group, Image, List, Stack, Tabs, Text } from '@mantine/core'
import type { Installation } from '../../../api/types.ts'
import { Copy } from '../../../ui/copy.tsx'
import { InfoIcon } from '../../../ui/icons.tsx'
import { KeyValues } from '../../../ui/key-value.tsx'
import { Notice } from '../../../ui/notice.tsx'

const STEPS = {
  iphone: [
    'Connect the phone to Wi-Fi.',
    'Open Settings, Mobile Data (or Cellular), Add eSIM, Use QR Code, and scan the code.',
    'When it is installed, label it and choose it for mobile data.',
    'Abroad, turn on Data Roaming for this eSIM.',
  ],
  android: [
    'Connect the phone to Wi-Fi.',
    'Open Settings, Network & internet, SIMs, Add SIM (on Samsung: Connections, SIM manager, Add eSIM), and scan the code.',
    'When it is installed, switch it on and choose it for mobile data.',
    'Abroad, turn on Roaming for this eSIM.',
  ],
} as const

function Steps({ of, link }: { readonly of: keyof typeof STEPS; readonly link: string }) {
  return (
    <Stack gap="sm" pt="sm">
      <Button component="a" href={link} w="fit-content">
        {of === 'iphone' ? 'Install on this iPhone' : 'Install on this Android phone'}
      </Button>
      <Text size="sm" c="dimmed">
        {of === 'iphone' ? 'For iOS 17.4 and newer. ' : 'For Android 10 and newer. '}Or scan the code from another screen:
      </Text>
      <List type="ordered" size="sm" spacing={4}>
        {STEPS[of].map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
    </Stack>
  )
}

const Value = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <Group gap={4} wrap="nowrap" justify="flex-end">
    <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {text || 'none'}
    </Text>
    {text && <Copy value={text} label={`Copy ${label}`} />}
  </Group>
)

/** The QR code and every other way to install: one tap, the parts by hand, steps for each kind of phone. */
export function InstallCode({ installation }: { readonly installation: Installation }) {
  const { lpa, server, matchingId, confirmation, links, qr } = installation
  return (
    <Group align="flex-start" gap="lg">
      <Stack gap="sm" align="center" mx="auto">
        <Card withBorder bg="#ffffff" p="xs" w="fit-content" style={{ background: '#ffffff' }}>
          <Image src={qr} alt="QR code of the eSIM" w={220} h={220} style={{ imageRendering: 'pixelated' }} />
        </Card>
        <Anchor href={qr} download="esim.png" size="sm">
          Save the picture
        </Anchor>
      </Stack>
      <Box flex="1 1 290px" miw={0}>
        <Tabs defaultValue="iphone">
          <Tabs.List>
            <Tabs.Tab value="iphone">iPhone</Tabs.Tab>
            <Tabs.Tab value="android">Android</Tabs.Tab>
            <Tabs.Tab value="hand">By hand</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="iphone">
            <Steps of="iphone" link={links.apple} />
          </Tabs.Panel>
          <Tabs.Panel value="android">
            <Steps of="android" link={links.android} />
          </Tabs.Panel>
          <Tabs.Panel value="hand" pt="sm">
            <KeyValues
              facts={[
                { label: 'SM-DP+ address', value: <Value text={server} label="address" /> },
                { label: 'Activation code', value: <Value text={matchingId} label="activation code" /> },
                { label: 'Whole code', value: <Value text={lpa} label="whole code" /> },
              ]}
            />
          </Tabs.Panel>
        </Tabs>
        {confirmation && (
          <Notice tone="warn" icon={<InfoIcon />} title="The phone asks for a confirmation code" mt="sm">
            <Text size="sm">Support gives it to you.</Text>
          </Notice>
        )}
      </Box>
    </Group>
  )
}
