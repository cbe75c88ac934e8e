import { json } from '../http/answer.ts'
import type { Handler } from '../http/server.ts'
import type { Context, HubRequest, HubResponse } from '../types.ts'
import { adminUsers, generateLink, inviteUser } from './admin.ts'
import { createLimiter } from './limiter.ts'
import { Refusal, refusalResponse } from './refusal.ts'
import { logout, recover, signup, token, user, verify, verifyLink } from './sign-in.ts'

function settings(context: Context): HubResponse {
  const { auth } = context.settings
  return json(200, {
    external: { email: true, phone: false, anonymous_users: false },
    disable_signup: !auth.signupEnabled,
    mailer_autoconfirm: auth.autoconfirm,
    phone_autoconfirm: false,
    sms_provider: '',
    saml_enabled: false,
  })
}

/** The Auth service. */
export function createAuth(context: Context): Handler {
  const limit = createLimiter(context)
  const route = async (request: HubRequest): Promise<HubResponse> => {
    const { method, path } = request
    if (path.startsWith('/admin/users')) return await adminUsers(context, request)
    switch (`${method} ${path}`) {
      case 'POST /token':
        limit('token', request.ip)
        return await token(context, request)
      case 'POST /signup':
        limit('mail', request.ip)
        return await signup(context, request)
      case 'POST /verify':
        limit('verify', request.ip)
        return await verify(context, request)
      case 'GET /verify':
        limit('verify', request.ip)
        return await verifyLink(context, request)
      case 'POST /recover':
        limit('mail', request.ip)
        return await recover(context, request)
      case 'GET /user':
      case 'PUT /user':
        if (method === 'PUT') limit('mail', request.ip)
        return await user(context, request)
      case 'POST /logout':
        return await logout(context, request)
      case 'POST /invite':
        return await inviteUser(context, request)
      case 'POST /admin/generate_link':
        return await generateLink(context, request)
      case 'GET /settings':
        return settings(context)
      case 'GET /health':
        return json(200, {
          version: 'hub',
          name: 'GoTrue',
          description: 'GoTrue is a user registration and authentication API',
        })
      case 'GET /.well-known/jwks.json':
        // A shared secret has no public half.
        return json(200, { keys: [] })
      default:
        throw new Refusal(404, 'not_found', 'Not Found')
    }
  }
  return async (request) => {
    try {
      return await route(request)
    } catch (error) {
      if (error instanceof Refusal) return refusalResponse(request, error)
      throw error
    }
  }
}
