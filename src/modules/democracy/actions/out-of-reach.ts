import { Refusal } from '../../../vocabulary/refusal.ts'

export const noSuchDisclosure = () =>
  new Refusal('not-found', 'democracy.no-such-disclosure', 'Không có văn bản công khai này trong phạm vi của bạn.')
export const noSuchArea = () =>
  new Refusal('not-found', 'democracy.no-such-area', 'Không có thôn, tổ dân phố này trong phạm vi của bạn.')
export const noSuchDecision = () =>
  new Refusal('not-found', 'democracy.no-such-decision', 'Không có quyết định này trong phạm vi của bạn.')
export const noSuchMediation = () =>
  new Refusal('not-found', 'democracy.no-such-mediation', 'Không có vụ, việc hòa giải này trong phạm vi của bạn.')
export const noSuchConsultation = () =>
  new Refusal('not-found', 'democracy.no-such-consultation', 'Không có cuộc lấy ý kiến này trong phạm vi của bạn.')
export const noSuchTheme = () =>
  new Refusal('not-found', 'democracy.no-such-theme', 'Không có nhóm ý kiến này trong phạm vi của bạn.')
export const noSuchOpinion = () =>
  new Refusal('not-found', 'democracy.no-such-opinion', 'Không có ý kiến này trong phạm vi của bạn.')
export const noSuchInspectionPlan = () =>
  new Refusal(
    'not-found',
    'democracy.no-such-inspection-plan',
    'Không có kế hoạch này của Ban Thanh tra nhân dân trong phạm vi của bạn.',
  )
export const noSuchInspectionItem = () =>
  new Refusal(
    'not-found',
    'democracy.no-such-inspection-item',
    'Không có nội dung giám sát, xác minh này trong phạm vi của bạn.',
  )
export const noSuchRecommendation = () =>
  new Refusal('not-found', 'democracy.no-such-recommendation', 'Không có kiến nghị này trong phạm vi của bạn.')
