import { Avatar, Box, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { logOut } from '../../api/access.ts'
import { fullPath } from '../../api/place.ts'
import type { Me } from '../../api/types.ts'
import { LogOutIcon, ShieldIcon } from '../icons.tsx'
import { Link } from '../links.tsx'
import { toldProblem } from '../toast.ts'
import { SchemeItems } from './scheme.tsx'

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')

/** Who is signed in, their security page, the colour scheme, the way out. */
export function UserMenu({ me, securityPath }: { readonly me: Me; readonly securityPath: string }) {
  const leave = useMutation({
    mutationFn: logOut,
    // A full load forgets everything the last user had on screen or in memory.
    onSuccess: () => window.location.assign(fullPath('/')),
    onError: toldProblem,
  })
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton style={{ borderRadius: 20 }}>
          <VisuallyHidden>Account menu of {me.user.name}</VisuallyHidden>
          <Avatar size={32} radius="xl" variant="filled" color="brand" aria-hidden>
            {initials(me.user.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Box px="sm" py={6}>
          <Text fw={600} className="lc-truncate">
            {me.user.name}
          </Text>
          <Text size="sm" c="dimmed" className="lc-truncate">
            {me.user.email}
          </Text>
        </Box>
        <Menu.Divider />
        <Menu.Item leftSection={<ShieldIcon size={16} />} renderRoot={(props) => <Link to={securityPath} {...props} />}>
          Security
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOutIcon size={16} />} onClick={() => leave.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
