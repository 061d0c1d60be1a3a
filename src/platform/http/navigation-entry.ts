/** An entry of the main navigation; shown to those who hold the permission. */
export type NavigationEntry = { href: string; text: string; permission: string }
