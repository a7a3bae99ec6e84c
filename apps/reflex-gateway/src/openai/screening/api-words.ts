/** Words of the API itself, which come with every request and can do nothing. */
export const apiWords: ReadonlySet<string> = new Set(
  `assistant auto content custom description developer function function_call function_call_output id input
  input_text json_object json_schema max_completion_tokens max_output_tokens max_tokens message messages metadata model
  n name none null number object output output_text parameters properties required response_format role stop
  stream stream_options string system temperature text tool tool_call_id tool_calls tool_choice tools top_p type user
  arguments array boolean integer items additionalProperties include_usage strict call_id instructions`.split(
    /\s+/,
  ),
);
