/** A small message table whose median first response is known by hand. */

/** CSV with one conversation per hour; the reply to the first comes after `firstSeconds`, each next one `step` later. */
export function messageTable(channel: string, conversations: number, firstSeconds: number, step: number): string {
  const rows = Array.from({ length: conversations }, (_, index) => {
    const openedAt = Date.UTC(2026, 2, 2, 9 + index)
    const repliedAt = openedAt + (firstSeconds + step * index) * 1000
    const contact = `+1212555${String(100 + index).padStart(4, '0')}`
    const id = `${channel}-${index}`
    return [
      `${id},${new Date(openedAt).toISOString()},incoming,customer,,${channel},${contact},When do you open?`,
      `${id},${new Date(repliedAt).toISOString()},outgoing,agent,Ana,${channel},${contact},At nine.`,
    ].join('\n')
  })
  return `conversation_id,created_at,direction,author_type,agent,channel,contact,text\n${rows.join('\n')}\n`
}
