-- One way of normalising text, used when a name is stored and when it is searched for.
SET ROLE clinidesk_api;
SET search_path = clinidesk, public;

-- Lower case without accents; letters and digits of every script stay, an apostrophe vanishes,
-- anything else becomes one space. Arabic letters lose vowel signs and take their bare shapes.
-- The dictionary of unaccent never changes here, so the wrapper may call itself immutable.
CREATE FUNCTION search_norm(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    lower(public.unaccent('public.unaccent'::regdictionary, lower(
        translate(
            regexp_replace(normalize(words, NFKC),
                           U&'[''`\00b4\02bc\2018\2019\0300-\036f\0640\064b-\065f\0670]', '', 'g'),
            U&'\0623\0625\0622\0671\0649\0629\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669',
            U&'\0627\0627\0627\0627\064a\06470123456789')))),
    '[^[:alnum:]]+', ' ', 'g'));

-- The digits that identify a number whatever way it was written: no trunk zero, no 00 or +.
CREATE FUNCTION search_phone(phone text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ltrim(regexp_replace(replace(
    translate(phone, U&'\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669', '0123456789'),
    '(0)', ''), '[^0-9]', '', 'g'), '0');

-- The date of these parts, or null where the calendar has none.
CREATE FUNCTION calendar_date(year_no int, month_no int, day_no int) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN year_no BETWEEN 1850 AND 2200 AND month_no BETWEEN 1 AND 12 AND day_no >= 1
             AND day_no <= extract(day FROM make_date(year_no, month_no, 1) + interval '1 month' - interval '1 day')
            THEN make_date(year_no, month_no, day_no) END;

-- Every birth date the text may mean: 1977-12-19, 19771219, 19.12.1977, 19.12.77, 19 dec 1977.
-- A year of two digits is meant in either century, as long as it isn't in the future.
CREATE FUNCTION birth_dates_in(words text, today date) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = clinidesk, public, pg_temp AS $$
DECLARE
    months constant text[] := '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}';
    plain text := search_norm(words);
    part text[];
    years int[];
    found date[];
BEGIN
    part := regexp_match(plain, '(?:^| )(\d{4}) (\d{1,2}) (\d{1,2})(?: |$)');
    IF part IS NULL THEN
        part := regexp_match(plain, '(?:^| )(\d{4})(\d{2})(\d{2})(?: |$)');
    END IF;
    IF part IS NOT NULL THEN
        found := ARRAY[calendar_date(part[1]::int, part[2]::int, part[3]::int)];
    ELSE
        part := regexp_match(plain, '(?:^| )(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})(?: |$)');
        IF part IS NULL THEN
            part := regexp_match(plain, '(?:^| )(\d{1,2}) ?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez)[a-z]* ?(\d{4}|\d{2})(?: |$)');
            part[2] := array_position(months, CASE part[2] WHEN 'mai' THEN 'may' WHEN 'okt' THEN 'oct' WHEN 'dez' THEN 'dec' ELSE part[2] END);
        END IF;
        IF part[1] IS NULL THEN
            RETURN '{}';
        END IF;
        years := CASE WHEN length(part[3]) = 4 THEN ARRAY[part[3]::int]
                      ELSE ARRAY[1900 + part[3]::int, 2000 + part[3]::int] END;
        found := ARRAY(SELECT calendar_date(y, part[2]::int, part[1]::int) FROM unnest(years) y);
    END IF;
    RETURN ARRAY(SELECT d FROM unnest(found) d WHERE d <= today);
END $$;

-- What is left of the text once its birth date is taken out.
CREATE FUNCTION without_birth_date(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(search_norm(words),
    '(?:^| )(?:\d{4} \d{1,2} \d{1,2}|\d{8}|\d{1,2} \d{1,2} (?:\d{4}|\d{2})|\d{1,2} ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez)[a-z]* ?(?:\d{4}|\d{2}))(?= |$)',
    ''));

RESET ROLE;
REVOKE EXECUTE ON FUNCTION search_norm(text), search_phone(text), calendar_date(int, int, int),
    birth_dates_in(text, date), without_birth_date(text) FROM PUBLIC;
