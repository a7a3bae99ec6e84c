/** Words of the API itself, which come with every request and can do nothing. */
const words: ReadonlySet<string> = new Set(
  `assistant auto content custom description developer function function_call function_call_output id input
  input_text json_object json_schema max_completion_tokens max_output_tokens max_tokens message messages metadata model
  n name none null number object output output_text parameters properties required response_format role stop
  stream stream_options string system temperature text tool tool_call_id tool_calls tool_choice tools top_p type user
  arguments array boolean integer items additionalProperties include_usage strict call_id instructions`.split(
    /\s+/,
  ),
);

/** What is a text says so with its type: `data:text/plain`. */
const bytesUrl = /^data:(?:image|audio|video|application)\/[\w.+-]+;base64,/;

const holdsBytes = (key: string, parent: string, text: string): boolean =>
  key === 'data' ? parent === 'input_audio' : bytesUrl.test(text);

const media: ReadonlySet<string> = new Set(['url', 'image_url', 'data', 'file_data']);

/**
 * Whether a text needs no screening: a word of the API itself, or the bytes of an image, a sound or a file in base64.
 * @param key under which it stands
 * @param parent the key under which its object stands
 */
export const isPassedUnread = (text: string, key: string, parent: string): boolean =>
  words.has(text) || (media.has(key) && holdsBytes(key, parent, text));
