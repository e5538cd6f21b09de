import type { Dispatcher } from 'undici'
import request from 'undici/lib/api/api-request.js'
import type { HttpDispatcher } from './dispatcher.js'

/** One request whose answer is read as a stream. Dispatchers have it as a method only where the whole of undici is loaded. */
export const sendRequest = (
  dispatcher: HttpDispatcher,
  { origin, pathname, search }: URL,
  options: Omit<Dispatcher.RequestOptions, 'origin' | 'path'>,
): Promise<Dispatcher.ResponseData> => request.call(dispatcher, { ...options, origin, path: pathname + search })
