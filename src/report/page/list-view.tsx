import { Text } from './text.js'

export function ListView({ items }: { items: readonly string[] }) {
  if (items.length === 0) return <p class="none">None.</p>
  return (
    <ul class="list">
      {items.map(item => (
        <li>
          <Text text={item} />
        </li>
      ))}
    </ul>
  )
}
