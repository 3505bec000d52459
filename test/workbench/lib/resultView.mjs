// What the result view says, read from its page.

/** `panel`: the frame of the result view. */
export function resultView(panel) {
  return {
    /** The badge of a status: `optimal`, `infeasible`, `stale`, ... */
    badge: (status) => panel.locator(`#head .badge.${status}`),
    objective: (value) => panel.locator('#figures .objective .figure', { hasText: new RegExp(`^${value}$`) }),
    /** The row of a variable with its value. */
    value: (name, value) =>
      panel.locator('#values tr', { has: panel.locator('th', { hasText: name }) }).locator('td', {
        hasText: new RegExp(`^${value}$`),
      }),
    /** What a thing is called that values are told of. */
    thing: (name) => panel.locator('#values thead th', { hasText: new RegExp(`^${name}$`) }),
    conflictParts: panel.locator('#conflicts .parts li'),
    repair: (title) => panel.locator('#repairs button', { hasText: title }),
    output: panel.locator('#output pre'),
  };
}
