/** The choices of a closed list, in its order: one for each code, shown by its title. */
export const optionsOf = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, text]) => ({ value, text }))
