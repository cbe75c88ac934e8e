import type { DeskBridge, Request, RequestError, Response, RouteName } from '../../../shared/contract/index.ts'

declare global {
  interface Window {
    /** Put there by preload; missing only when the page is opened outside the program. */
    readonly desk?: DeskBridge
  }
}

/** A refusal from main, with its code and the facts for its sentence. */
export class RequestFailure extends Error {
  readonly code: RequestError['code']
  readonly data: RequestError['data']
  constructor({ code, data }: RequestError) {
    super(code)
    this.name = 'RequestFailure'
    this.code = code
    this.data = data
  }
}

/** Asks main and unwraps the answer; throws RequestFailure for a refusal. */
export async function request<N extends RouteName>(route: N, input: Request<N>): Promise<Response<N>> {
  const { desk } = window
  if (!desk) throw new RequestFailure({ code: 'NOT_READY' })
  const answer = await desk.request(route, input)
  if (!answer.ok) throw new RequestFailure(answer.error)
  return answer.data
}
