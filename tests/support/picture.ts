/** The smallest picture there is, as a person chooses it in a form. */
export const PICTURE = {
  files: [
    {
      name: 'anh-hoi-truong.png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    },
  ],
} as const
