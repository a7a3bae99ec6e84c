import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Shorter answers fit into one packet anyway. */
const thresholdBytes = 1_400;

/**
 * Compresses JSON answers for clients that accept it. Event streams stay as they are: each event must go out at once.
 * To be called before the routes are added.
 */
export const compressAnswers = async (server: FastifyInstance): Promise<void> => {
  await server.register(compress, {
    // A compressed body could be a thousand times as large as its limit.
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    // Brotli's default takes longer than it saves on answers that are made anew for every request.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    threshold: thresholdBytes,
    customTypes: /^application\/(problem\+)?json/,
  });
};
