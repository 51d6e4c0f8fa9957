import pino from 'pino'

export type Logger = pino.Logger

/** Structured logs on standard output; credentials never get in. */
export const createLogger = (name: string, level: string): Logger =>
  pino({
    name,
    level,
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', '*.authToken', '*.secret'],
      censor: '[redacted]',
    },
  })
