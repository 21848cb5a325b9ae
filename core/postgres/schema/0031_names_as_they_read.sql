-- A name that reads differently from what it is can bring the wrong person in: nothing that turns
-- the reading round or can't be seen belongs in one.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Direction marks, embeddings, overrides and isolates; soft hyphens, joiners and spaces without a
-- width; letters without a shape; tags. Persian and Indian names need U+200C and U+200D, between
-- letters of their own scripts.
CREATE FUNCTION holds_invisible(name text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT name ~ '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U000E0000-\U000E0FFF]'
        OR name ~ '(^|[\u0001-\u007F])[\u200C\u200D]|[\u200C\u200D]([\u0001-\u007F\u200C\u200D]|$)'
$$;

CREATE OR REPLACE FUNCTION checked_text(field text, value text, text_limit int) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    kept text;
BEGIN
    IF value IS NULL OR value = '' THEN
        RETURN '';
    END IF;
    kept := btrim(value, E' \t\r\n');
    IF length(kept) > text_limit THEN
        PERFORM refuse(field, 'too_long', text_limit);
    ELSIF field IN ('family', 'given', 'title', 'display_name', 'name') AND holds_invisible(kept) THEN
        PERFORM refuse(field, 'invisible');
    END IF;
    RETURN kept;
END $$;
RESET ROLE;
