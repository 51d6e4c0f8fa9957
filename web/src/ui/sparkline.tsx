const WIDTH = 240
const HEIGHT = 40

/** A small line of what was measured, oldest left; its name carries the meaning for readers. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  if (values.length < 2) return null
  const top = Math.max(...values, 1e-9)
  const bottom = Math.min(...values, 0)
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * WIDTH
    const y = HEIGHT - 2 - ((value - bottom) / (top - bottom || 1)) * (HEIGHT - 4)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      style={{ width: '100%', height: HEIGHT, display: 'block', marginBottom: 8 }}
    >
      <polyline points={points.join(' ')} fill="none" stroke="var(--brand-text)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
