import { Refusal } from '../../../vocabulary/refusal.ts'

/** Who sees a photo of a model. */
export const PHOTO_AUDIENCES = {
  internal: 'Chỉ người xem được mô hình trong hệ thống',
  public: 'Cả trên cổng, cùng mô hình đã công khai',
} as const
export type PhotoAudience = keyof typeof PHOTO_AUDIENCES

export type PhotoRelease = { audience: PhotoAudience; agreedBy: string }

/** What is kept of it. Refuses `movement.agreement-missing`: the public sees no photo without who agreed. */
export function releaseOfPhoto({ audience, agreedBy }: PhotoRelease): { is_public: boolean; agreed_by: string } {
  if (audience === 'internal') return { is_public: false, agreed_by: '' }
  if (agreedBy !== '') return { is_public: true, agreed_by: agreedBy }
  const message =
    'Đưa ảnh lên cổng thì ghi ai đã đồng ý: người trong ảnh, hoặc tập thể thực hiện khi ảnh không rõ người.'
  throw new Refusal('invalid', 'movement.agreement-missing', message, { agreedBy: message })
}
