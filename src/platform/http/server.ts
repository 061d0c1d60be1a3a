import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import serveStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { may, type Official } from '../../vocabulary/official.ts'
import { Refusal } from '../../vocabulary/refusal.ts'
import { LARGEST_FILE_IN_BYTES } from '../files/file-store.ts'
import { compressAnswers } from './compression.ts'
import { answerError } from './errors.tsx'
import { asksForAddress } from './form.tsx'
import { receiveForm } from './form-reception.ts'
import { readFormToken } from './form-token.ts'
import { keepInterruptedForm } from './interrupted-form.ts'
import { closeLinesWhenLeaving, type Leaving } from './leaving.ts'
import type { Module } from './module.ts'
import { limitRates } from './rate-limit.ts'
import { publicContext, type Services } from './request.ts'
import { requestIds } from './request-id.ts'
import { followRequests, type RequestDone } from './request-log.ts'

export type ServerParts = {
  services: Services
  modules: readonly Module[]
  /** Who sends this request: by session cookie or API token; null for nobody. */
  identify: (request: FastifyRequest) => Promise<Official | null>
  /** True when the database answers and is up to date. */
  isReady: () => Promise<boolean>
  assetFolder: string
  /** Proxies on other machines whose word is taken for the address of a visitor. */
  trustedProxies?: readonly string[] | undefined
  /** Whether what happens is told on the standard error output, a line of JSON each. */
  log: boolean
  /** Whether this process is about to stop. */
  leaving?: Leaving | undefined
  /** Hears of every request that was answered. */
  requestDone?: ((request: RequestDone) => void) | undefined
}

/** Builds the server: platform hooks, then every module's pages and operations. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    // What is logged is told in our own words (../log): a logger that is given requests and errors repeats what stands in them.
    logger: false,
    genReqId: requestIds(parts.trustedProxies ?? []),
    trustProxy: ['loopback', ...(parts.trustedProxies ?? [])],
    bodyLimit: 1024 * 1024,
    // A file of 20 MB over a weak line takes minutes; who sends a byte now and then must not hold a connection for ever.
    requestTimeout: 10 * 60_000,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) =>
    answerError(
      new Refusal(
        'not-found',
        'http.no-such-address',
        'Không có trang này. Hãy kiểm tra lại địa chỉ hoặc trở về trang chủ.',
      ),
      request,
      reply,
    ),
  )
  app.decorate('services', parts.services)
  app.decorate('tellDefects', parts.log)
  app.decorateRequest('official', null)
  app.decorateRequest('headLink', null)

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    // Transport is the proxy's matter in production; on a plain address this header would lock people out.
    strictTransportSecurity: parts.services.publicUrl.startsWith('https:'),
  })
  const leaving = parts.leaving ?? { hasBegun: false }
  closeLinesWhenLeaving(app, leaving)
  followRequests(app, { log: parts.log, done: parts.requestDone ?? (() => {}) })
  await limitRates(app)
  await compressAnswers(app)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 1024 * 1024 })
  await app.register(multipart, {
    limits: { fileSize: LARGEST_FILE_IN_BYTES + 1024, files: 20, fields: 500, fieldSize: 200_000 },
    throwFileSizeLimit: false,
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Dân vận chính quyền',
        version: '1',
        description: 'Giao diện lập trình của hệ thống dân vận chính quyền.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    // Pages are for people: only the operations of the API are described.
    transform: (route) =>
      jsonSchemaTransform(route.url.startsWith('/api/') ? route : { ...route, schema: { hide: true } }),
  })
  await app.register(serveStatic, {
    root: parts.assetFolder,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
    wildcard: false,
    // A tenth of the bytes for a weak telephone, compressed once when the program is built.
    preCompressed: true,
  })
  // From here on every route must say who may use it; the built assets above are everybody's.
  app.addHook('onRoute', (route) => {
    if (!route.config?.permission) throw new Error(`The route ${route.method} ${route.url} names no permission.`)
  })

  // After the body has been read (what was typed may have to be kept), before anything is said about its content.
  app.addHook('preValidation', (request, reply) => admit(parts, request, reply))

  app.get('/healthz', { config: { permission: 'public' }, schema: { hide: true } }, async () => ({ status: 'alive' }))
  app.get('/readyz', { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    const ready = !leaving.hasBegun && (await parts.isReady().catch(() => false))
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' })
  })

  for (const { pages } of parts.modules) {
    if (pages) await app.register(async (scope) => pages(scope))
  }
  await app.register(
    async (scope) => {
      scope.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () =>
        app.swagger(),
      )
      for (const { api } of parts.modules) {
        if (api) await scope.register(async (inner) => api(inner))
      }
    },
    { prefix: '/api/v1' },
  )
  return app
}

/** Lets a request through to its route, or says why not. Writing to the API needs a token: a browser's cookie is not enough. */
async function admit(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { permission, withoutDatabase } = request.routeOptions.config
  // What says whether the system works is nobody's own page, and waits for no database.
  if (withoutDatabase) return
  request.official = await parts.identify(request)
  request.headLink = await headLinkFor(parts, request)
  if (permission === undefined || permission === 'public') return
  const isApi = request.url.startsWith('/api/')
  const writes = request.method !== 'GET' && request.method !== 'HEAD'
  const official = isApi && writes && !/^Bearer /i.test(request.headers.authorization ?? '') ? null : request.official
  if (!official) return isApi ? refuseNotSignedIn() : sendToSignIn(parts, request, reply)
  if (permission !== 'signed-in' && !may(official, permission)) {
    throw new Refusal(
      'not-allowed',
      'identity.no-permission',
      'Chức vụ của bạn không có quyền làm việc này. Nếu cần, hãy liên hệ người quản trị hệ thống.',
    )
  }
}

/** The link at the head of pages with its number; the API has no head. */
async function headLinkFor({ modules, services }: ServerParts, { official, url }: FastifyRequest) {
  const link = modules.find((module) => module.headLink)?.headLink
  if (!link || !official || url.startsWith('/api/')) return null
  return { href: link.href, text: link.text, count: await link.count(services.database, official) }
}

function refuseNotSignedIn(): never {
  throw new Refusal(
    'not-allowed',
    'identity.not-signed-in',
    'Yêu cầu cần mã truy cập hợp lệ (Authorization: Bearer …).',
  )
}

/** To the sign-in page and back again; what was typed in a form of ours is kept for its account until then. */
async function sendToSignIn(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.method === 'GET') return reply.redirect(`/sign-in?continue=${encodeURIComponent(request.url)}`, 303)
  // What it sends stays on its writer's device and comes again after signing in.
  if (asksForAddress(request)) {
    request.raw.resume()
    return reply.code(401).send({ code: 'identity.not-signed-in' })
  }
  const context = publicContext(request)
  const { values } = await receiveForm(request, context)
  const token = readFormToken(parts.services.formSecret, values._token)
  const path = request.url.split('?')[0] ?? '/'
  if (!token || !/^\d+$/.test(token.accountId))
    return reply.redirect(`/sign-in?continue=${encodeURIComponent(path)}`, 303)
  const { encryption } = parts.services
  const key = await keepInterruptedForm(context.database, encryption, { accountId: token.accountId, path, values })
  return reply.redirect(`/sign-in?kept=1&continue=${encodeURIComponent(`${path}?restore=${key}`)}`, 303)
}
