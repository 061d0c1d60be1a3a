import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, text } from '../../../platform/http/form-fields.ts'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  CheckboxField,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { knownPermissions, permissionInWords } from '../../../vocabulary/permission.ts'
import { compareNames, formatNumber, withCapital } from '../../../vocabulary/vietnamese.ts'
import { addRole, changeRole, noSuchRole, removeRole, roleFormValues } from '../actions/keep-roles.ts'
import { requireWholeProvince } from '../actions/require-whole-province.ts'
import { roleByCode, rolesWithPermissions } from '../queries/roles.ts'
import { inOrganisation } from './organisation-parts.tsx'

const L = { title: 'Tên vai trò', permissions: 'Được', needsSecondFactor: 'Đăng nhập' } as const

const RoleFields = z.object({
  title: text(L.title, { longest: 100 }),
  permissions: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => [chosen ?? []].flat().filter((permission) => permission !== ''))
    .pipe(z.array(z.string().max(100)).max(200)),
  needsSecondFactor: checked(),
})

const Params = z.object({ roleCode: z.string().regex(/^[a-z0-9-]{1,60}$/) })
const BACK = { href: '/roles', text: 'Vai trò và quyền' }

/** Adding a role, changing what one may do, taking one away that was never given. */
export function roleForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/roles/new',
    permission: 'role.manage',
    fields: RoleFields,
    labels: L,
    load: ({ database, official, today }) => requireWholeProvince(database, official, 'role.manage', today),
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout title="Thêm vai trò" context={inOrganisation(context.page)} form={form} backLink={BACK}>
        <PageHeading>Thêm vai trò</PageHeading>
        <RoleFieldGroup form={form} button="Thêm vai trò" />
      </Layout>
    ),
    submit: async ({ database, official, today }, given) => {
      await addRole(database, official, given, today)
      return '/roles'
    },
  })

  staffForm(app, {
    path: '/roles/:roleCode/edit',
    permission: 'role.manage',
    params: Params,
    fields: RoleFields,
    labels: L,
    load: async (context) => {
      const { database, today } = context
      const role = await roleToKeep(context)
      const [held, changes] = await Promise.all([
        rolesWithPermissions(database, today),
        changesOf(database, { kind: 'role', id: role.code }),
      ])
      return { role, changes, holders: held.find(({ code }) => code === role.code)?.holders ?? 0 }
    },
    initial: ({ role }) => ({ ...roleFormValues(role), _version: String(role.version) }),
    draw: ({ context, data: { role, holders, changes }, form }) => (
      <Layout title="Sửa vai trò" context={inOrganisation(context.page)} form={form} backLink={BACK}>
        <PageHeading
          caption={role.title}
          actions={
            !role.builtIn &&
            !role.isUsed && (
              <ActionBar>
                <ButtonLink href={`/roles/${role.code}/removal`} variant="secondary">
                  Xóa vai trò
                </ButtonLink>
              </ActionBar>
            )
          }
        >
          Sửa vai trò
        </PageHeading>
        <InsetText>
          {holders === 0
            ? 'Hôm nay chưa ai giữ vai trò này.'
            : `Thay đổi có hiệu lực ngay với ${formatNumber(holders)} người đang giữ vai trò này.`}
        </InsetText>
        <RoleFieldGroup form={form} button="Lưu vai trò" />
        <ChangeHistory changes={changes} />
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, given) => {
      await changeRole(database, official, { code: params.roleCode, version, given, today })
      return '/roles'
    },
  })

  staffForm(app, {
    path: '/roles/:roleCode/removal',
    permission: 'role.manage',
    params: Params,
    fields: z.object({}),
    load: roleToKeep,
    initial: () => ({}),
    draw: ({ context, data: role, form }) => (
      <Layout title="Xóa vai trò" context={inOrganisation(context.page)} form={form} backLink={BACK}>
        <PageHeading caption={role.title}>Xóa vai trò</PageHeading>
        <p class="govuk-body">Chỉ xóa được vai trò mà chưa chức vụ nào từng mang. Việc xóa ghi vào nhật ký.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/roles/${role.code}/edit`}>
            <SubmitButton variant="warning">Xóa vai trò</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await removeRole(database, official, params.roleCode, today)
      return '/roles'
    },
  })
}

function RoleFieldGroup({ form, button }: { form: FormView; button: string }) {
  return (
    <Form form={form}>
      <TextField form={form} name="title" label={L.title} hint="Ví dụ: Văn thư" width={30} />
      <CheckboxField form={form} name="permissions" label={L.permissions} optional options={permissionsToChoose()} />
      <CheckboxField
        form={form}
        name="needsSecondFactor"
        label={L.needsSecondFactor}
        optional
        options={[{ value: 'yes', text: 'Bắt buộc xác thực hai bước' }]}
      />
      <SubmitButtons cancelHref="/roles">
        <SubmitButton>{button}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

function permissionsToChoose() {
  return knownPermissions()
    .map((value) => ({ value, text: withCapital(permissionInWords(value) ?? value) }))
    .sort((first, second) => compareNames(first.text, second.text))
}

async function roleToKeep({ database, official, today, params }: Context & { params: { roleCode: string } }) {
  await requireWholeProvince(database, official, 'role.manage', today)
  const role = await roleByCode(database, params.roleCode)
  if (!role) throw noSuchRole()
  return role
}
