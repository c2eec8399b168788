-- What a broadcast says to its readers, as it is searched: texts, titles and digests in small letters.
CREATE FUNCTION broadcast.words(message jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lower(coalesce(message ->> 'content', '')
        || coalesce((SELECT string_agg(E'\n' || coalesce(article ->> 'title', '')
                                             || E'\n' || coalesce(article ->> 'digest', ''), '')
                     FROM jsonb_array_elements(message -> 'articles') AS article), ''));

-- Every two neighbouring characters. Chinese and Japanese have no spaces between words, so an index of words finds nothing there.
CREATE FUNCTION broadcast.pairs(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT coalesce(array_agg(DISTINCT pair) FILTER (WHERE pair IS NOT NULL), '{}')
            FROM (SELECT letter || lead(letter) OVER (ORDER BY place) AS pair
                  FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS t (letter, place)
                 ) AS neighbours);

ALTER TABLE broadcast.broadcast
    ADD COLUMN words text GENERATED ALWAYS AS (broadcast.words(message)) STORED;

CREATE INDEX broadcast_by_words ON broadcast.broadcast USING gin (broadcast.pairs(words));
CREATE INDEX broadcast_by_state ON broadcast.broadcast (account_id, state, id);
CREATE INDEX broadcast_by_kind ON broadcast.broadcast (account_id, (message ->> 'kind'), id);
CREATE INDEX broadcast_by_author ON broadcast.broadcast (account_id, created_by, id);
CREATE INDEX broadcast_by_time ON broadcast.broadcast (account_id, (coalesce(sent_at, created_at)));
