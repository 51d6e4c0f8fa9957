import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { walletQuery } from '../../api/wallet.ts'
import { WalletIcon } from '../../ui/icons.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { moneyText } from '../../ui/money-text.ts'

/** What can be spent, live in the header; leads to the wallet. */
export function BalanceButton() {
  const { data } = useQuery(walletQuery)
  if (!data) return <Skeleton width={104} height={36} />
  const text = moneyText(data.available, 'cents')
  return (
    <ButtonLink
      to="/wallet"
      variant="default"
      px="sm"
      leftSection={<WalletIcon size={16} />}
      aria-label={`Available balance ${text}, open wallet`}
    >
      <span className="lc-figures">{text}</span>
    </ButtonLink>
  )
}
