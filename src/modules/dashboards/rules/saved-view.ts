/** Who may open a view besides its owner; whoever has its link may too, where it has one. */
export const SHARED_WITH = {
  nobody: 'Chỉ mình tôi',
  unit: 'Mọi người trong đơn vị tôi',
  below: 'Đơn vị tôi và các đơn vị trực thuộc',
} as const

export type SharedWith = keyof typeof SHARED_WITH
