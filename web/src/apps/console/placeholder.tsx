import { Empty } from '../../ui/empty.tsx'

export function ConsolePlaceholder() {
  return <Empty title="The console" text="Its screens come next." />
}
