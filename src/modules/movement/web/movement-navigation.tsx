import { SubNavigation } from '../../../platform/page/index.ts'

/** The two parts of the movement. */
export function MovementNavigation({ current }: { current: 'models' | 'contests' | 'panels' | 'marking' }) {
  return (
    <SubNavigation
      label="Phần của phong trào “Dân vận khéo”"
      items={[
        { href: '/movement', text: 'Mô hình', current: current === 'models' },
        { href: '/movement/panels', text: 'Bình xét mô hình', current: current === 'panels' },
        { href: '/movement/contests', text: 'Cuộc thi', current: current === 'contests' },
        { href: '/movement/marking', text: 'Phần chấm của tôi', current: current === 'marking' },
      ]}
    />
  )
}
