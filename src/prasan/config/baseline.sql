-- Made by `python -m tools.baseline` from the migrations, which say what is so: never changed by hand.
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public.counter_spell_tiles() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    before timestamptz;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'spells of visits stay as written' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        -- an open spell is ended once; one that took no time yet may become another
        IF OLD."end" IS NOT NULL OR NEW.ticket_id <> OLD.ticket_id OR NEW.start <> OLD.start THEN
            RAISE EXCEPTION 'spells of visits stay as written' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT max("end") INTO before FROM counter_spell WHERE ticket_id = NEW.ticket_id;
    IF before IS NOT NULL AND NEW.start <> before THEN
        RAISE EXCEPTION 'a spell begins where the one before ended' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.directives_guidance_addressed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    about bigint;
BEGIN
    IF TG_TABLE_NAME = 'directives_guidance' THEN
        about := NEW.id;
    ELSE
        about := OLD.guidance_id;
    END IF;
    IF EXISTS (SELECT 1 FROM directives_guidance WHERE id = about)
       AND NOT EXISTS (SELECT 1 FROM directives_addressee WHERE guidance_id = about) THEN
        RAISE EXCEPTION 'guidance % has no addressees', about USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_append(about bigint, told text, line bigint, who bigint, more jsonb, happened timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
    last record;
    words text;
    now_is timestamptz;
    print text;
BEGIN
    INSERT INTO meetings_chain (briefing_id, seq, hash) VALUES (about, 0, repeat('0', 64))
        ON CONFLICT (briefing_id) DO NOTHING;
    SELECT seq, hash INTO last FROM meetings_chain WHERE briefing_id = about FOR UPDATE;
    now_is := clock_timestamp();
    happened := coalesce(happened, now_is);
    words := jsonb_build_object(
        'meeting', about, 'seq', last.seq + 1, 'what', told, 'line', line, 'person', who, 'more', coalesce(more, '{}'),
        'at', to_char(happened AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'written', to_char(now_is AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    )::text;
    print := encode(sha256(convert_to(last.hash || words, 'UTF8')), 'hex');
    INSERT INTO meetings_line (briefing_id, seq, at, what, attendee_id, person_id, said, before, hash)
        VALUES (about, last.seq + 1, happened, told, line, who, words, last.hash, print);
    UPDATE meetings_chain SET seq = last.seq + 1, hash = print WHERE briefing_id = about;
    RETURN last.seq + 1;
END $$;

CREATE FUNCTION public.meetings_presence() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
DECLARE
    named text[];
    about bigint;
    line bigint;
    more jsonb;
BEGIN
    named := regexp_match(NEW.key, '^meeting:([0-9]{1,18})/([0-9]{1,18})$');
    IF named IS NULL THEN
        RETURN NULL;
    END IF;
    about := named[1];
    line := named[2];
    IF NOT EXISTS (
        SELECT FROM meetings_briefing AS b JOIN meetings_attendee AS a ON a.briefing_id = b.id
        WHERE b.id = about AND a.id = line AND b.state IN ('planned', 'invited', 'running')
    ) THEN
        RETURN NULL;
    END IF;
    more := jsonb_build_object('connection', NEW.connection);
    IF TG_OP = 'INSERT' OR (OLD.closed IS NOT NULL AND NEW.closed IS NULL) THEN
        PERFORM meetings_append(about, 'joined', line, NEW.person_id, more, NEW.opened);
    END IF;
    IF NEW.closed IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.closed IS NULL) THEN
        PERFORM meetings_append(about, 'left', line, NEW.person_id, more || jsonb_build_object('why', NEW.why), NEW.closed);
    END IF;
    RETURN NULL;
END $_$;

CREATE FUNCTION public.platform_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION public.privacy_breach_event_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- words may be forgotten, and are written anew under another key (vault rotate), which says so
    IF TG_OP = 'UPDATE' AND (NEW.text = '' OR current_setting('prasan.rotating', true) = 'on')
        AND (to_jsonb(NEW) - 'text') = (to_jsonb(OLD) - 'text') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'events of breaches stay as written' USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION public.privacy_document_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    at text;
BEGIN
    SELECT state INTO at FROM privacy_destruction
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.list_id ELSE OLD.list_id END;
    IF at = 'drafted' OR (TG_OP = 'UPDATE' AND (at = 'judged' OR current_setting('prasan.rotating', true) = 'on')) THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'documents of a list stay as they were handed on' USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION public.privacy_not_of_the_erased() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    gone timestamptz;
BEGIN
    -- waits for who is erasing the entry right now, then sees it
    SELECT erased_at INTO gone FROM registers_worker WHERE id = NEW.worker_id FOR KEY SHARE;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'this person was erased' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.progress_check_figures() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE wrong text;
BEGIN
    IF current_setting('prasan.figures_checked', true) = pg_current_xact_id()::text THEN
        RETURN NULL;
    END IF;
    -- "kind": which of the three keys a row stands for; OFFSET 0 keeps the planner from reading whole tables
    WITH seen AS MATERIALIZED (
        SELECT indicator_id, member, period, area_id, report_id, office_id, min(area_id) AS low, max(area_id) AS high,
               bool_or(level > 0) AS told, GROUPING(indicator_id, area_id, report_id) AS kind
        FROM latter
        GROUP BY GROUPING SETS ((indicator_id, member, period), (area_id), (report_id, office_id, period))),
    noted AS (
        INSERT INTO progress_dirty (indicator_id, member, period, slot)
        SELECT indicator_id, member, period, progress_common_slot(k.low, k.high) FROM seen AS k WHERE kind = 3 AND told)
    SELECT CASE kind WHEN 3 THEN 'indicator ' || indicator_id WHEN 5 THEN 'area ' || area_id
                ELSE 'report ' || report_id || ' of office ' || office_id || ' and month ' || period END
    INTO wrong FROM seen AS k
    WHERE NOT CASE kind
        WHEN 3 THEN EXISTS (SELECT FROM registers_indicator AS i WHERE i.id = k.indicator_id OFFSET 0)
        WHEN 5 THEN EXISTS (SELECT FROM progress_place AS p WHERE p.area_id = k.area_id OFFSET 0)
        ELSE EXISTS (SELECT FROM progress_report AS r WHERE r.id = k.report_id AND r.office_id = k.office_id
                     AND r.period = k.period OFFSET 0) END
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'figures refer to % which does not exist', wrong USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_common_slot(low integer, high integer) RETURNS smallint
    LANGUAGE sql STABLE
    AS $$
    SELECT CASE WHEN NOT EXISTS (SELECT FROM progress_span AS s WHERE s.first > low AND s.first <= high)
        THEN (SELECT s.slot FROM progress_span AS s WHERE s.first <= low ORDER BY s.first DESC LIMIT 1) END
$$;

CREATE FUNCTION public.progress_figure_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the key of a figure cannot change' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.progress_follow_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE progress_figure AS f SET level = progress_report_level(r.state, r.department_at, r.province_at)
    FROM latter AS r JOIN former AS was ON was.id = r.id
    WHERE f.report_id = r.id
      AND progress_report_level(was.state, was.department_at, was.province_at)
          <> progress_report_level(r.state, r.department_at, r.province_at)
      AND f.level <> progress_report_level(r.state, r.department_at, r.province_at);
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_guard_area() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM progress_figure AS f JOIN gone ON gone.id = f.area_id) THEN
        RAISE EXCEPTION 'directory_area still has figures' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_guard_indicator() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM progress_figure AS f JOIN gone ON gone.id = f.indicator_id) THEN
        RAISE EXCEPTION 'registers_indicator still has figures' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_guard_office() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM progress_figure AS f JOIN gone ON gone.id = f.office_id) THEN
        RAISE EXCEPTION 'directory_office still has figures' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_guard_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM progress_figure AS f JOIN gone ON gone.id = f.report_id) THEN
        RAISE EXCEPTION 'progress_report still has figures' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_keep_figure() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_nestloop TO 'off'
    AS $$
BEGIN
    IF current_setting('prasan.figures_checked', true) = pg_current_xact_id()::text THEN
        RETURN NULL;
    END IF;
    WITH changed AS MATERIALIZED (
        SELECT was.id, was.value, was.denominator, was.level, was.indicator_id, was.member, was.period, was.area_id,
               greatest(was.level, is_now.level) AS top
        FROM former AS was JOIN latter AS is_now ON is_now.id = was.id
        WHERE (was.value, was.denominator, was.level) IS DISTINCT FROM (is_now.value, is_now.denominator, is_now.level)),
    kept AS (
        INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
        SELECT id, now(), value, denominator, level FROM changed)
    INSERT INTO progress_dirty (indicator_id, member, period, slot)
    SELECT indicator_id, member, period, progress_common_slot(k.low, k.high)
    FROM (SELECT indicator_id, member, period, min(area_id) AS low, max(area_id) AS high
          FROM changed WHERE top > 0 GROUP BY 1, 2, 3) AS k;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_keep_gone_figure() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
    SELECT was.id, now(), was.value, was.denominator, was.level FROM former AS was;
    INSERT INTO progress_dirty (indicator_id, member, period, slot)
    SELECT indicator_id, member, period, progress_common_slot(k.low, k.high)
    FROM (SELECT indicator_id, member, period, min(area_id) AS low, max(area_id) AS high
          FROM former WHERE level > 0 GROUP BY 1, 2, 3) AS k;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_keep_gone_key() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO progress_figure_gone (figure_id, at, indicator_id, member, period, area_id, office_id, report_id, created)
    SELECT was.id, now(), was.indicator_id, was.member, was.period, was.area_id, was.office_id, was.report_id, was.created
    FROM former AS was;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_place_areas() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM progress_place AS p WHERE NOT EXISTS (SELECT FROM directory_area AS a WHERE a.id = p.area_id);
    -- new nations and provinces get the next numbers; all countries share one
    INSERT INTO progress_place (area_id, upper_id, slot)
    SELECT a.id, a.id, row_number() OVER (ORDER BY a.id) - 1
           + coalesce((SELECT max(slot) + 1 FROM progress_place), 0)
    FROM directory_area AS a
    WHERE a.kind IN ('nation', 'province')
      AND NOT EXISTS (SELECT FROM progress_place AS p WHERE p.area_id = a.id AND p.upper_id = a.id);
    INSERT INTO progress_place (area_id, upper_id, slot)
    SELECT a.id, 0, coalesce((SELECT max(slot) FROM progress_place WHERE upper_id = 0),
                             (SELECT max(slot) + 1 FROM progress_place), 0)
    FROM directory_area AS a
    WHERE a.kind = 'country' AND NOT EXISTS (SELECT FROM progress_place AS p WHERE p.area_id = a.id);
    INSERT INTO progress_place (area_id, upper_id, slot)
    SELECT a.id, u.id, p.slot
    FROM directory_area AS u JOIN progress_place AS p ON p.area_id = u.id
    JOIN directory_area AS a ON a.id BETWEEN u.id AND u.last AND a.id <> u.id
    WHERE u.kind = 'province'
    ON CONFLICT (area_id) DO UPDATE SET upper_id = excluded.upper_id, slot = excluded.slot
    WHERE progress_place.upper_id <> excluded.upper_id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.progress_report_level(state text, department timestamp with time zone, province timestamp with time zone) RETURNS smallint
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT (CASE WHEN state = 'approved' THEN
              CASE WHEN province IS NOT NULL THEN 4 WHEN department IS NOT NULL THEN 3 ELSE 2 END
            WHEN state = 'submitted' THEN 1 ELSE 0 END)::smallint
$$;

CREATE FUNCTION public.progress_span_areas() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM progress_span;
    INSERT INTO progress_span (first, slot)
    SELECT area_id, slot
    FROM (SELECT area_id, slot, lag(slot) OVER (ORDER BY area_id) AS before FROM progress_place) AS p
    WHERE before IS DISTINCT FROM slot;
    RETURN NULL;
END $$;

CREATE FUNCTION public.referrals_event_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- words may be forgotten, and are written anew under another key (vault rotate), which says so
    IF TG_OP = 'UPDATE' AND (NEW.text = '' OR current_setting('prasan.rotating', true) = 'on') AND (to_jsonb(NEW) - 'text') = (to_jsonb(OLD) - 'text') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'events of referrals stay as written' USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION public.resources_balanced() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    posting bigint;
    owed numeric;
    worth numeric;
    held bigint;
BEGIN
    IF TG_TABLE_NAME = 'resources_posting' THEN
        posting := NEW.id;
    ELSE
        posting := NEW.posting_id;
    END IF;
    SELECT coalesce(sum(amount) FILTER (WHERE account = 'due'), 0),
           coalesce(sum(amount) FILTER (WHERE account <> 'due'), 0), count(*)
        INTO owed, worth, held FROM resources_line WHERE posting_id = posting;
    IF held < 2 OR owed <> 0 OR worth <> 0 THEN
        RAISE EXCEPTION 'posting % does not sum to zero', posting USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.situation_fetch_counts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    now_stored bigint; now_duplicate bigint; now_refused bigint; kept record;
BEGIN
    SELECT stored, duplicate, refused, folded_at INTO kept FROM situation_fetch WHERE id = NEW.id;
    IF NOT FOUND OR kept.folded_at IS NOT NULL THEN
        RETURN NULL;
    END IF;
    SELECT count(*) FILTER (WHERE fate = 'stored'), count(*) FILTER (WHERE fate = 'duplicate'),
           count(*) FILTER (WHERE fate = 'refused')
      INTO now_stored, now_duplicate, now_refused FROM situation_arrival WHERE fetch_id = NEW.id;
    IF (now_stored, now_duplicate, now_refused) <> (kept.stored, kept.duplicate, kept.refused) THEN
        RAISE EXCEPTION 'ledger of delivery % does not balance', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.situation_log_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.text, OLD.happened_at, OLD.by_id, OLD.written_at, OLD.office_id, OLD.corrects_id)
        IS DISTINCT FROM (NEW.text, NEW.happened_at, NEW.by_id, NEW.written_at, NEW.office_id, NEW.corrects_id) THEN
        RAISE EXCEPTION 'a line of the watch log stands as it was written' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.training_attendance_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL
        OR (NEW.application_id, NEW.day_id, NEW.told_at, NEW.client) IS DISTINCT FROM
           (OLD.application_id, OLD.day_id, OLD.told_at, OLD.client) THEN
        RAISE EXCEPTION 'attendance stays as it was noted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.training_seat_exists() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    there integer;
BEGIN
    IF NEW.seat_no IS NULL THEN
        RETURN NEW;
    END IF;
    -- the lock makes a change of the seats wait for this one, and this one for that
    SELECT seats INTO there FROM training_session WHERE id = NEW.session_id FOR SHARE;
    IF NEW.seat_no > there THEN
        RAISE EXCEPTION 'session % has % seats, no seat %', NEW.session_id, there, NEW.seat_no
            USING ERRCODE = 'check_violation', CONSTRAINT = 'training_seat_exists';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.training_seats_suffice() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM training_application WHERE session_id = NEW.id AND seat_no > NEW.seats) THEN
        RAISE EXCEPTION 'a seat above % is held in session %', NEW.seats, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'training_seats_suffice';
    END IF;
    RETURN NEW;
END $$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.connect_api_token (
    id bigint NOT NULL,
    hash character varying(64) NOT NULL,
    name character varying(100) NOT NULL,
    writes boolean NOT NULL,
    expires date NOT NULL,
    created timestamp with time zone NOT NULL,
    revoked timestamp with time zone,
    person_id bigint NOT NULL,
    seat_id bigint NOT NULL
);

ALTER TABLE public.connect_api_token ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.connect_api_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.connect_calendar_feed (
    id bigint NOT NULL,
    hash character varying(64) NOT NULL,
    width character varying(10) NOT NULL,
    created timestamp with time zone NOT NULL,
    revoked timestamp with time zone,
    person_id bigint NOT NULL,
    seat_id bigint NOT NULL
);

ALTER TABLE public.connect_calendar_feed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.connect_calendar_feed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.counter_desk (
    id bigint NOT NULL,
    number smallint NOT NULL,
    also bigint[] NOT NULL,
    is_open boolean NOT NULL,
    office_id bigint NOT NULL,
    place_id bigint NOT NULL,
    ended_at timestamp with time zone,
    name character varying(60) NOT NULL,
    CONSTRAINT counter_desk_ended_closed CHECK (((ended_at IS NULL) OR (NOT is_open))),
    CONSTRAINT counter_desk_number_check CHECK ((number >= 0)),
    CONSTRAINT counter_desk_range CHECK (((number >= 1) AND (number <= 99)))
);

ALTER TABLE public.counter_desk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counter_desk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.counter_happened (
    id bigint NOT NULL,
    move character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    code character varying(8) NOT NULL,
    desk_id bigint,
    office_id bigint,
    seat_id bigint,
    ticket_id bigint NOT NULL
);

ALTER TABLE public.counter_happened ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counter_happened_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.counter_kiosk (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    prints boolean NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    nonce character varying(32) NOT NULL,
    token_hash character varying(64) NOT NULL,
    opened_by_id bigint,
    place_id bigint NOT NULL,
    CONSTRAINT counter_kiosk_expires_after CHECK ((expires_at > opened_at))
);

ALTER TABLE public.counter_kiosk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counter_kiosk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.counter_place (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    prefix character varying(1) NOT NULL,
    head_starts jsonb NOT NULL,
    carries boolean NOT NULL,
    is_open boolean NOT NULL,
    board_nonce character varying(32) NOT NULL,
    board_hash character varying(64) NOT NULL,
    office_id bigint NOT NULL,
    closes_at time without time zone NOT NULL,
    every_day boolean NOT NULL,
    opens_at time without time zone NOT NULL,
    CONSTRAINT counter_place_hours CHECK ((opens_at < closes_at)),
    CONSTRAINT counter_place_prefix CHECK (((prefix)::text ~ '^[A-Z]$'::text))
);

ALTER TABLE public.counter_place ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counter_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.counter_spell (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    start timestamp with time zone NOT NULL,
    "end" timestamp with time zone,
    desk_id bigint,
    office_id bigint,
    ticket_id bigint NOT NULL,
    CONSTRAINT counter_spell_ends_after CHECK ((("end" IS NULL) OR ("end" > start))),
    CONSTRAINT counter_spell_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'called'::character varying, 'served'::character varying, 'held'::character varying])::text[])))
);

ALTER TABLE public.counter_spell ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counter_spell_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.counter_stop (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    done_at timestamp with time zone,
    office_id bigint NOT NULL,
    referral_id bigint,
    service_id bigint,
    ticket_id bigint NOT NULL,
    CONSTRAINT counter_stop_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.counter_stop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counter_stop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.counter_ticket (
    id bigint NOT NULL,
    day date NOT NULL,
    number smallint NOT NULL,
    priority character varying(11) NOT NULL,
    state character varying(8) NOT NULL,
    came_at timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    misses smallint NOT NULL,
    hold_reason character varying(8) NOT NULL,
    leave_reason character varying(8) NOT NULL,
    closing boolean NOT NULL,
    agreed boolean NOT NULL,
    nonce character varying(32) NOT NULL,
    token_hash character varying(64) NOT NULL,
    carried_from_id bigint,
    case_id bigint,
    desk_id bigint,
    office_id bigint,
    place_id bigint NOT NULL,
    seat_id bigint,
    worker_id bigint,
    declared boolean NOT NULL,
    kiosk_id bigint,
    CONSTRAINT counter_ticket_case_has_worker CHECK (((case_id IS NULL) OR (worker_id IS NOT NULL))),
    CONSTRAINT counter_ticket_declared_priority CHECK (((NOT declared) OR (NOT ((priority)::text = 'none'::text)))),
    CONSTRAINT counter_ticket_desk CHECK (((NOT ((state)::text = ANY ((ARRAY['called'::character varying, 'served'::character varying, 'held'::character varying])::text[]))) OR (desk_id IS NOT NULL))),
    CONSTRAINT counter_ticket_ends_after CHECK (((ended_at IS NULL) OR (ended_at >= came_at))),
    CONSTRAINT counter_ticket_misses_check CHECK ((misses >= 0)),
    CONSTRAINT counter_ticket_number_check CHECK ((number >= 0)),
    CONSTRAINT counter_ticket_open_or_ended CHECK ((((ended_at IS NULL) AND (office_id IS NOT NULL) AND ((state)::text = ANY ((ARRAY['called'::character varying, 'held'::character varying, 'served'::character varying, 'waiting'::character varying])::text[]))) OR ((ended_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['carried'::character varying, 'finished'::character varying, 'left'::character varying])::text[])))))
);

ALTER TABLE public.counter_ticket ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counter_ticket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_appointment (
    id bigint NOT NULL,
    subject character varying(200) NOT NULL,
    start date NOT NULL,
    start_time time without time zone,
    "end" date NOT NULL,
    end_time time without time zone,
    place character varying(300) NOT NULL,
    link character varying(500) NOT NULL,
    audience character varying(8) NOT NULL,
    remark text NOT NULL,
    cancelled_at timestamp with time zone,
    cancelled_why text NOT NULL,
    version integer NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT appointment_cancelled_why CHECK ((((cancelled_at IS NULL) AND (cancelled_why = ''::text)) OR ((cancelled_at IS NOT NULL) AND (NOT (cancelled_why = ''::text))))),
    CONSTRAINT appointment_ends_after_start CHECK ((("end" > start) OR (("end" = start) AND (end_time IS NULL)) OR (("end" = start) AND (end_time > start_time)))),
    CONSTRAINT appointment_hours CHECK (((end_time IS NULL) OR (start_time IS NOT NULL))),
    CONSTRAINT appointment_link_https CHECK ((((link)::text = ''::text) OR ((link)::text ~~ 'https://%'::text))),
    CONSTRAINT desk_appointment_version_check CHECK ((version >= 0))
);

ALTER TABLE public.desk_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_last_look (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    page character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    before timestamp with time zone
);

ALTER TABLE public.desk_last_look ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_last_look_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_situation_report (
    id bigint NOT NULL,
    span integer NOT NULL,
    state character varying(6) NOT NULL,
    version integer NOT NULL,
    texts jsonb NOT NULL,
    figures jsonb NOT NULL,
    number integer,
    issued_at timestamp with time zone,
    saved_at timestamp with time zone NOT NULL,
    area_id integer NOT NULL,
    issued_by_id bigint,
    office_id bigint NOT NULL,
    CONSTRAINT desk_situation_report_number_check CHECK ((number >= 0)),
    CONSTRAINT desk_situation_report_span_check CHECK ((span >= 0)),
    CONSTRAINT desk_situation_report_version_check CHECK ((version >= 0)),
    CONSTRAINT situation_issued_numbered CHECK (((NOT ((state)::text = 'issued'::text)) OR ((issued_at IS NOT NULL) AND (number IS NOT NULL))))
);

ALTER TABLE public.desk_situation_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_situation_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_situation_version (
    id bigint NOT NULL,
    number integer NOT NULL,
    texts jsonb NOT NULL,
    figures jsonb NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    by_id bigint,
    report_id bigint NOT NULL,
    CONSTRAINT desk_situation_version_number_check CHECK ((number >= 0))
);

ALTER TABLE public.desk_situation_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_situation_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directives_addressee (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    how text NOT NULL,
    acknowledged_at timestamp with time zone,
    answered_at timestamp with time zone,
    acknowledged_by_id bigint,
    answered_by_id bigint,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    guidance_id bigint NOT NULL,
    round smallint NOT NULL,
    CONSTRAINT addressee_answered_how CHECK (((NOT ((state)::text = 'answered'::text)) OR (NOT (how = ''::text)))),
    CONSTRAINT directives_addressee_round_check CHECK ((round >= 0))
);

ALTER TABLE public.directives_addressee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directives_addressee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directives_answer (
    id bigint NOT NULL,
    text text NOT NULL,
    evidence text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    directive_id bigint NOT NULL,
    CONSTRAINT answer_has_text CHECK ((NOT (text = ''::text)))
);

CREATE TABLE public.directives_answer_file (
    id bigint NOT NULL,
    answer_id bigint NOT NULL,
    file_id bigint NOT NULL
);

ALTER TABLE public.directives_answer_file ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directives_answer_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.directives_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directives_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directives_area (
    id bigint NOT NULL,
    area_id integer NOT NULL,
    directive_id bigint NOT NULL
);

ALTER TABLE public.directives_area ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directives_area_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directives_counter (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    issuer_id bigint NOT NULL,
    CONSTRAINT directives_counter_last_check CHECK ((last >= 0)),
    CONSTRAINT directives_counter_year_check CHECK ((year >= 0))
);

ALTER TABLE public.directives_counter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directives_counter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directives_directive (
    id bigint NOT NULL,
    number integer NOT NULL,
    year smallint NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    origin character varying(10) NOT NULL,
    origin_ref bigint,
    origin_label character varying(300) NOT NULL,
    text text NOT NULL,
    classification smallint NOT NULL,
    official_no character varying(100) NOT NULL,
    official_date date,
    part smallint NOT NULL,
    outside character varying(200)[] NOT NULL,
    due_kind character varying(8) NOT NULL,
    due_amount smallint NOT NULL,
    due_day date,
    due_at timestamp with time zone NOT NULL,
    report_back boolean NOT NULL,
    public_message text NOT NULL,
    hotline_key character varying(5) NOT NULL,
    bound boolean NOT NULL,
    goal bigint,
    every character varying(5) NOT NULL,
    until date,
    state character varying(12) NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_minutes integer,
    answered_at timestamp with time zone,
    first_answered_at timestamp with time zone,
    answered_minutes integer,
    has_evidence boolean NOT NULL,
    returned_why text NOT NULL,
    closed_at timestamp with time zone,
    reopened smallint NOT NULL,
    withdrawn_why text NOT NULL,
    level smallint NOT NULL,
    escalate_at timestamp with time zone,
    acknowledged_by_id bigint,
    aim_area_id integer,
    answered_by_id bigint,
    area_id integer NOT NULL,
    closed_by_id bigint,
    giver_id bigint NOT NULL,
    indicator_id bigint,
    issued_by_id bigint,
    issuer_id bigint NOT NULL,
    lead_id bigint NOT NULL,
    policy_id bigint,
    previous_id bigint,
    whole_id bigint,
    grams text[] NOT NULL,
    inspection_round smallint,
    CONSTRAINT directive_bound_closes_proven CHECK (((NOT ((state)::text = 'closed'::text)) OR (NOT bound) OR ((answered_at IS NOT NULL) AND has_evidence))),
    CONSTRAINT directive_bound_to_figure CHECK (((NOT bound) OR ((aim_area_id IS NOT NULL) AND (goal IS NOT NULL) AND (indicator_id IS NOT NULL)))),
    CONSTRAINT directive_class CHECK ((classification <= 2)),
    CONSTRAINT directive_closed_answered CHECK (((NOT ((state)::text = 'closed'::text)) OR (NOT report_back) OR (answered_at IS NOT NULL))),
    CONSTRAINT directive_due_kind CHECK ((((due_day IS NOT NULL) AND ((due_kind)::text = ANY ((ARRAY['date'::character varying, 'months'::character varying, 'days'::character varying])::text[]))) OR ((due_day IS NULL) AND ((due_kind)::text = ANY ((ARRAY['hours'::character varying, 'at_once'::character varying])::text[]))))),
    CONSTRAINT directive_due_later CHECK ((due_at > issued_at)),
    CONSTRAINT directive_has_text CHECK ((NOT (text = ''::text))),
    CONSTRAINT directive_inspection_round CHECK (((inspection_round IS NULL) OR ((inspection_round = ANY (ARRAY[1, 2, 3])) AND ((origin)::text = 'inspection'::text)))),
    CONSTRAINT directive_level CHECK ((level <= 4)),
    CONSTRAINT directive_official_whole CHECK ((((official_date IS NULL) AND ((official_no)::text = ''::text)) OR ((NOT ((official_no)::text = ''::text)) AND (official_date IS NOT NULL)))),
    CONSTRAINT directive_origin_named CHECK (((((origin)::text = ANY ((ARRAY['briefing'::character varying, 'event'::character varying])::text[])) AND (origin_ref IS NOT NULL)) OR ((NOT ((origin)::text = ANY ((ARRAY['briefing'::character varying, 'event'::character varying])::text[]))) AND (origin_ref IS NULL)))),
    CONSTRAINT directive_part_of_whole CHECK ((((part = 0) AND (whole_id IS NULL)) OR ((part > 0) AND (whole_id IS NOT NULL)))),
    CONSTRAINT directive_recurs_by_day CHECK ((((every)::text = ''::text) OR (due_day IS NOT NULL))),
    CONSTRAINT directive_returned_why CHECK (((NOT ((state)::text = 'returned'::text)) OR (NOT (returned_why = ''::text)))),
    CONSTRAINT directive_two_people CHECK (((closed_by_id IS NULL) OR (answered_by_id IS NULL) OR (NOT ((closed_by_id = answered_by_id) AND (closed_by_id IS NOT NULL) AND (answered_by_id IS NOT NULL))))),
    CONSTRAINT directive_withdrawn_why CHECK (((NOT ((state)::text = 'withdrawn'::text)) OR (NOT (withdrawn_why = ''::text)))),
    CONSTRAINT directive_year_is_buddhist CHECK (((year >= 2500) AND (year <= 2700))),
    CONSTRAINT directives_directive_acknowledged_minutes_check CHECK ((acknowledged_minutes >= 0)),
    CONSTRAINT directives_directive_answered_minutes_check CHECK ((answered_minutes >= 0)),
    CONSTRAINT directives_directive_classification_check CHECK ((classification >= 0)),
    CONSTRAINT directives_directive_due_amount_check CHECK ((due_amount >= 0)),
    CONSTRAINT directives_directive_inspection_round_check CHECK ((inspection_round >= 0)),
    CONSTRAINT directives_directive_level_check CHECK ((level >= 0)),
    CONSTRAINT directives_directive_number_check CHECK ((number >= 0)),
    CONSTRAINT directives_directive_part_check CHECK ((part >= 0)),
    CONSTRAINT directives_directive_reopened_check CHECK ((reopened >= 0)),
    CONSTRAINT directives_directive_year_check CHECK ((year >= 0))
);

ALTER TABLE public.directives_directive ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directives_directive_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directives_guidance (
    id bigint NOT NULL,
    number integer NOT NULL,
    year smallint NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    origin character varying(10) NOT NULL,
    origin_ref bigint,
    origin_label character varying(300) NOT NULL,
    text text NOT NULL,
    classification smallint NOT NULL,
    official_no character varying(100) NOT NULL,
    official_date date,
    review_on date NOT NULL,
    state character varying(10) NOT NULL,
    reviewed_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_why text NOT NULL,
    giver_id bigint NOT NULL,
    issued_by_id bigint,
    issuer_id bigint NOT NULL,
    policy_id bigint,
    grams text[] NOT NULL,
    inspection_round smallint,
    round smallint NOT NULL,
    CONSTRAINT directives_guidance_classification_check CHECK ((classification >= 0)),
    CONSTRAINT directives_guidance_inspection_round_check CHECK ((inspection_round >= 0)),
    CONSTRAINT directives_guidance_number_check CHECK ((number >= 0)),
    CONSTRAINT directives_guidance_round_check CHECK ((round >= 0)),
    CONSTRAINT directives_guidance_year_check CHECK ((year >= 0)),
    CONSTRAINT guidance_class CHECK ((classification <= 2)),
    CONSTRAINT guidance_ended_why CHECK ((((state)::text = 'in_force'::text) OR ((NOT (ended_why = ''::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT guidance_has_text CHECK ((NOT (text = ''::text))),
    CONSTRAINT guidance_inspection_round CHECK (((inspection_round IS NULL) OR ((inspection_round = ANY (ARRAY[1, 2, 3])) AND ((origin)::text = 'inspection'::text)))),
    CONSTRAINT guidance_official_whole CHECK ((((official_date IS NULL) AND ((official_no)::text = ''::text)) OR ((NOT ((official_no)::text = ''::text)) AND (official_date IS NOT NULL)))),
    CONSTRAINT guidance_origin_named CHECK (((((origin)::text = ANY ((ARRAY['briefing'::character varying, 'event'::character varying])::text[])) AND (origin_ref IS NOT NULL)) OR ((NOT ((origin)::text = ANY ((ARRAY['briefing'::character varying, 'event'::character varying])::text[]))) AND (origin_ref IS NULL)))),
    CONSTRAINT guidance_year_is_buddhist CHECK (((year >= 2500) AND (year <= 2700)))
);

ALTER TABLE public.directives_guidance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directives_guidance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directives_office (
    id bigint NOT NULL,
    directive_id bigint NOT NULL,
    office_id bigint NOT NULL
);

ALTER TABLE public.directives_office ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directives_office_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_agency (
    code character varying(20) NOT NULL,
    "order" smallint NOT NULL,
    name_th character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    short_th character varying(30) NOT NULL,
    short_en character varying(30) NOT NULL,
    hotline_key character varying(5) NOT NULL,
    CONSTRAINT directory_agency_order_check CHECK (("order" >= 0))
);

CREATE TABLE public.directory_area (
    id integer NOT NULL,
    last integer NOT NULL,
    code character varying(10) NOT NULL,
    kind character varying(12) NOT NULL,
    name_th character varying(100) NOT NULL,
    name_en character varying(100) NOT NULL,
    short_th character varying(20) NOT NULL,
    postal_code character varying(5) NOT NULL,
    sort_th character varying(200) NOT NULL COLLATE pg_catalog."C",
    grams text[] NOT NULL,
    valid_from date,
    valid_to date,
    boundary jsonb,
    parent_id integer,
    CONSTRAINT area_range CHECK ((last >= id))
);

CREATE TABLE public.directory_area_group (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    number smallint NOT NULL,
    name_th character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    order_no character varying(100) NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT directory_area_group_number_check CHECK ((number >= 0))
);

ALTER TABLE public.directory_area_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_area_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_area_set (
    id bigint NOT NULL,
    code character varying(50) NOT NULL,
    name_th character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    "on" date,
    source character varying(300) NOT NULL
);

CREATE TABLE public.directory_area_set_areas (
    id bigint NOT NULL,
    areaset_id bigint NOT NULL,
    area_id integer NOT NULL
);

ALTER TABLE public.directory_area_set_areas ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_area_set_areas_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.directory_area_set ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_area_set_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_delegation (
    id bigint NOT NULL,
    start date NOT NULL,
    "end" date NOT NULL,
    order_no character varying(100) NOT NULL,
    reason character varying(300) NOT NULL,
    revoked timestamp with time zone,
    to_id bigint NOT NULL,
    seat_id bigint NOT NULL,
    CONSTRAINT delegation_dates CHECK (("end" >= start))
);

ALTER TABLE public.directory_delegation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_holiday (
    id bigint NOT NULL,
    day date NOT NULL,
    name_th character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    closes_offices boolean NOT NULL,
    source character varying(300) NOT NULL,
    area_id integer NOT NULL
);

ALTER TABLE public.directory_holiday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_holiday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_membership (
    id bigint NOT NULL,
    valid_from date,
    valid_to date,
    seen_on date,
    source character varying(300) NOT NULL,
    area_id integer NOT NULL,
    group_id bigint NOT NULL,
    leads boolean NOT NULL,
    CONSTRAINT membership_dated_or_seen CHECK (((valid_from IS NOT NULL) OR (seen_on IS NOT NULL)))
);

ALTER TABLE public.directory_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_office (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    name_th character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    short_th character varying(60) NOT NULL,
    short_en character varying(60) NOT NULL,
    name_verified boolean NOT NULL,
    leads_province boolean NOT NULL,
    time_zone character varying(40) NOT NULL,
    phone character varying(60) NOT NULL,
    email character varying(254) NOT NULL,
    sort_th character varying(300) NOT NULL COLLATE pg_catalog."C",
    grams text[] NOT NULL,
    source character varying(300) NOT NULL,
    valid_from date,
    valid_to date,
    agency_id character varying(20),
    area_id integer NOT NULL,
    parent_id bigint
);

ALTER TABLE public.directory_office ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_office_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_pack (
    code character varying(40) NOT NULL,
    version character varying(64) NOT NULL,
    counts jsonb NOT NULL,
    loaded timestamp with time zone NOT NULL
);

CREATE TABLE public.directory_person (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    username character varying(60) NOT NULL,
    email character varying(254) NOT NULL,
    is_active boolean NOT NULL,
    rank character varying(60) NOT NULL,
    academic_title character varying(60) NOT NULL,
    royal_title character varying(60) NOT NULL,
    title character varying(60) NOT NULL,
    given_name character varying(100) NOT NULL,
    family_name character varying(100) NOT NULL,
    name_en character varying(200) NOT NULL,
    seniority smallint NOT NULL,
    sort_th character varying(300) NOT NULL COLLATE pg_catalog."C",
    grams text[] NOT NULL,
    notice_channels jsonb NOT NULL,
    keys_off boolean NOT NULL,
    created timestamp with time zone NOT NULL,
    CONSTRAINT directory_person_seniority_check CHECK ((seniority >= 0))
);

ALTER TABLE public.directory_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_seat (
    id bigint NOT NULL,
    role character varying(30) NOT NULL,
    position_th character varying(200) NOT NULL,
    position_en character varying(200) NOT NULL,
    capacity character varying(12) NOT NULL,
    order_no character varying(100) NOT NULL,
    order_date date,
    start date NOT NULL,
    "end" date,
    reason character varying(300) NOT NULL,
    office_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT seat_acting_has_order CHECK ((((capacity)::text = 'holder'::text) OR (NOT ((order_no)::text = ''::text)))),
    CONSTRAINT seat_dates CHECK ((("end" IS NULL) OR ("end" >= start))),
    CONSTRAINT seat_limited_role_ends CHECK (((NOT ((role)::text = 'administrator'::text)) OR (("end" IS NOT NULL) AND (NOT ((reason)::text = ''::text)))))
);

CREATE TABLE public.directory_seat_groups (
    id bigint NOT NULL,
    seat_id bigint NOT NULL,
    areagroup_id bigint NOT NULL
);

ALTER TABLE public.directory_seat_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_seat_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.directory_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_transfer_line (
    id bigint NOT NULL,
    leaves_id bigint,
    person_id bigint NOT NULL,
    takes_id bigint,
    order_id bigint NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by_id bigint,
    handed jsonb NOT NULL,
    remark character varying(500) NOT NULL
);

ALTER TABLE public.directory_transfer_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_transfer_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_transfer_order (
    id bigint NOT NULL,
    number character varying(100) NOT NULL,
    date date NOT NULL,
    effective date NOT NULL,
    title character varying(300) NOT NULL,
    created timestamp with time zone NOT NULL
);

ALTER TABLE public.directory_transfer_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_transfer_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.directory_upload (
    id bigint NOT NULL,
    token character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    file_name character varying(200) NOT NULL,
    content jsonb NOT NULL,
    created timestamp with time zone NOT NULL,
    applied timestamp with time zone,
    person_id bigint
);

ALTER TABLE public.directory_upload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.directory_upload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.meetings_attendee (
    id bigint NOT NULL,
    duty character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    is_camera boolean NOT NULL,
    reply character varying(10) NOT NULL,
    reply_why character varying(500) NOT NULL,
    replied_at timestamp with time zone,
    substitute_name character varying(200) NOT NULL,
    substitute_position character varying(200) NOT NULL,
    hand_at timestamp with time zone,
    muted boolean NOT NULL,
    removed boolean NOT NULL,
    pictures smallint NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    replied_by_id bigint,
    seat_id bigint,
    substitute_id bigint,
    briefing_id bigint NOT NULL,
    fits smallint DEFAULT 9 NOT NULL,
    small boolean DEFAULT false NOT NULL,
    CONSTRAINT attendee_absent_why CHECK (((NOT ((reply)::text = 'absent'::text)) OR (NOT ((reply_why)::text = ''::text)))),
    CONSTRAINT attendee_fits CHECK ((fits = ANY (ARRAY[0, 1, 4, 9]))),
    CONSTRAINT attendee_small_alone CHECK (((NOT small) OR (fits = 1))),
    CONSTRAINT attendee_substitute CHECK ((((reply)::text = 'substitute'::text) OR ((substitute_id IS NULL) AND ((substitute_name)::text = ''::text)))),
    CONSTRAINT attendee_substitute_named CHECK (((NOT ((reply)::text = 'substitute'::text)) OR (substitute_id IS NOT NULL) OR (NOT ((substitute_name)::text = ''::text)))),
    CONSTRAINT meetings_attendee_fits_check CHECK ((fits >= 0)),
    CONSTRAINT meetings_attendee_pictures_check CHECK ((pictures >= 0)),
    CONSTRAINT meetings_attendee_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.meetings_attendee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_attendee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_ballot (
    id bigint NOT NULL,
    choice smallint,
    sealed bytea,
    attendee_id bigint NOT NULL,
    vote_id bigint NOT NULL,
    CONSTRAINT meetings_ballot_choice_check CHECK ((choice >= 0))
);

ALTER TABLE public.meetings_ballot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_ballot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_basis (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    facts text NOT NULL,
    digest character varying(64) NOT NULL,
    made_digest character varying(64) NOT NULL,
    by_id bigint,
    briefing_id bigint NOT NULL
);

ALTER TABLE public.meetings_basis ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_basis_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_book (
    id bigint NOT NULL,
    edition character varying(3) NOT NULL,
    at timestamp with time zone NOT NULL,
    content text NOT NULL,
    digest character varying(64) NOT NULL,
    briefing_id bigint NOT NULL,
    by_id bigint
);

ALTER TABLE public.meetings_book ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_book_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_briefing (
    id bigint NOT NULL,
    number integer,
    year smallint,
    kind character varying(12) NOT NULL,
    round smallint,
    title character varying(300) NOT NULL,
    mode character varying(6) NOT NULL,
    venue character varying(300) NOT NULL,
    link character varying(500) NOT NULL,
    how_to text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    minutes smallint NOT NULL,
    classification smallint NOT NULL,
    sections character varying(10)[] NOT NULL,
    quorum smallint,
    state character varying(10) NOT NULL,
    invited_at timestamp with time zone,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    cancelled_why text NOT NULL,
    locked boolean NOT NULL,
    recording boolean NOT NULL,
    final_hash character varying(64) NOT NULL,
    chair_id bigint NOT NULL,
    follows_id bigint,
    group_id bigint,
    host_area_id integer,
    on_stage_id bigint,
    organiser_id bigint NOT NULL,
    secretary_id bigint NOT NULL,
    sharing_id bigint,
    series_id bigint,
    CONSTRAINT briefing_cancelled_why CHECK (((NOT ((state)::text = 'cancelled'::text)) OR (NOT (cancelled_why = ''::text)))),
    CONSTRAINT briefing_class CHECK ((classification <= 2)),
    CONSTRAINT briefing_follows_another CHECK ((NOT ((follows_id = id) AND (follows_id IS NOT NULL)))),
    CONSTRAINT briefing_has_title CHECK ((NOT ((title)::text = ''::text))),
    CONSTRAINT briefing_minutes CHECK (((minutes >= 5) AND (minutes <= 720))),
    CONSTRAINT briefing_numbered_in_series CHECK ((((number IS NULL) AND (series_id IS NULL) AND (year IS NULL)) OR ((number >= 1) AND (series_id IS NOT NULL) AND (year >= 2500) AND (year <= 2700)) OR ((number IS NULL) AND (series_id IS NOT NULL) AND ((state)::text = 'cancelled'::text) AND (year IS NULL)))),
    CONSTRAINT briefing_quorum CHECK (((quorum IS NULL) OR (quorum >= 1))),
    CONSTRAINT briefing_round_of_inspection CHECK (((((kind)::text = 'inspection'::text) AND (round IS NOT NULL)) OR ((NOT ((kind)::text = 'inspection'::text)) AND (round IS NULL)))),
    CONSTRAINT briefing_times CHECK ((((closed_at IS NULL) AND (opened_at IS NULL) AND ((state)::text = ANY ((ARRAY['planned'::character varying, 'invited'::character varying, 'cancelled'::character varying])::text[]))) OR ((closed_at IS NULL) AND (opened_at IS NOT NULL) AND ((state)::text = 'running'::text)) OR ((closed_at >= opened_at) AND (opened_at IS NOT NULL) AND ((state)::text = 'closed'::text)))),
    CONSTRAINT briefing_venue CHECK (((NOT ((mode)::text = ANY ((ARRAY['both'::character varying, 'hall'::character varying])::text[]))) OR (NOT ((venue)::text = ''::text)))),
    CONSTRAINT meetings_briefing_classification_check CHECK ((classification >= 0)),
    CONSTRAINT meetings_briefing_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT meetings_briefing_number_check CHECK ((number >= 0)),
    CONSTRAINT meetings_briefing_quorum_check CHECK ((quorum >= 0)),
    CONSTRAINT meetings_briefing_round_check CHECK ((round >= 0)),
    CONSTRAINT meetings_briefing_year_check CHECK ((year >= 0))
);

ALTER TABLE public.meetings_briefing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_briefing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_chain (
    briefing_id bigint NOT NULL,
    seq integer NOT NULL,
    hash character varying(64) NOT NULL,
    CONSTRAINT meetings_chain_seq_check CHECK ((seq >= 0))
);

CREATE TABLE public.meetings_check_in (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    "position" character varying(200) NOT NULL,
    how character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    attendee_id bigint NOT NULL,
    person_id bigint,
    vouched_by_id bigint,
    CONSTRAINT check_in_somebody CHECK (((((name)::text = ''::text) AND (person_id IS NOT NULL)) OR ((person_id IS NULL) AND (NOT ((name)::text = ''::text))))),
    CONSTRAINT check_in_vouched_by CHECK (((NOT ((how)::text = 'vouched'::text)) OR (vouched_by_id IS NOT NULL)))
);

ALTER TABLE public.meetings_check_in ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_check_in_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_choice (
    id bigint NOT NULL,
    choice smallint NOT NULL,
    vote_id bigint NOT NULL,
    CONSTRAINT meetings_choice_choice_check CHECK ((choice >= 0))
);

ALTER TABLE public.meetings_choice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_item (
    id bigint NOT NULL,
    section character varying(10) NOT NULL,
    number smallint NOT NULL,
    title character varying(500) NOT NULL,
    text text NOT NULL,
    minutes smallint NOT NULL,
    classification smallint NOT NULL,
    secret boolean NOT NULL,
    proposed boolean NOT NULL,
    key character varying(100) NOT NULL,
    facts jsonb NOT NULL,
    state character varying(8) NOT NULL,
    taken_up_at timestamp with time zone,
    spent integer NOT NULL,
    note text NOT NULL,
    resolution text NOT NULL,
    area_id integer,
    briefing_id bigint NOT NULL,
    office_id bigint,
    CONSTRAINT item_class CHECK ((classification <= 2)),
    CONSTRAINT item_has_title CHECK ((NOT ((title)::text = ''::text))),
    CONSTRAINT item_taken_up CHECK (((((state)::text = 'current'::text) AND (taken_up_at IS NOT NULL)) OR ((NOT ((state)::text = 'current'::text)) AND (taken_up_at IS NULL)))),
    CONSTRAINT meetings_item_classification_check CHECK ((classification >= 0)),
    CONSTRAINT meetings_item_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT meetings_item_number_check CHECK ((number >= 0)),
    CONSTRAINT meetings_item_spent_check CHECK ((spent >= 0))
);

ALTER TABLE public.meetings_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_letter (
    id bigint NOT NULL,
    form character varying(7) NOT NULL,
    "to" character varying(300) NOT NULL,
    subject character varying(300) NOT NULL,
    body text NOT NULL,
    directives bigint[] NOT NULL,
    items jsonb NOT NULL,
    classification smallint NOT NULL,
    state character varying(8) NOT NULL,
    official_no character varying(100) NOT NULL,
    official_date date,
    made_at timestamp with time zone NOT NULL,
    briefing_id bigint NOT NULL,
    made_by_id bigint,
    signed_id bigint,
    to_office_id bigint,
    CONSTRAINT letter_numbered CHECK ((((official_date IS NULL) AND ((official_no)::text = ''::text) AND ((state)::text = ANY ((ARRAY['draft'::character varying, 'dropped'::character varying])::text[]))) OR ((official_date IS NOT NULL) AND ((state)::text = ANY ((ARRAY['numbered'::character varying, 'signed'::character varying])::text[])) AND (NOT ((official_no)::text = ''::text))))),
    CONSTRAINT letter_signed CHECK ((((signed_id IS NOT NULL) AND ((state)::text = 'signed'::text)) OR ((NOT ((state)::text = 'signed'::text)) AND (signed_id IS NULL)))),
    CONSTRAINT meetings_letter_classification_check CHECK ((classification >= 0))
);

ALTER TABLE public.meetings_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_line (
    id bigint NOT NULL,
    seq integer NOT NULL,
    at timestamp with time zone NOT NULL,
    what character varying(12) NOT NULL,
    attendee_id bigint,
    person_id bigint,
    said text NOT NULL,
    before character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    briefing_id bigint NOT NULL,
    CONSTRAINT line_counts_from_one CHECK ((seq >= 1)),
    CONSTRAINT meetings_line_seq_check CHECK ((seq >= 0))
);

ALTER TABLE public.meetings_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_message (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    text character varying(1000) NOT NULL,
    hidden boolean NOT NULL,
    attendee_id bigint,
    briefing_id bigint NOT NULL,
    by_id bigint NOT NULL,
    item_id bigint,
    CONSTRAINT message_has_text CHECK ((NOT ((text)::text = ''::text)))
);

ALTER TABLE public.meetings_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_minutes (
    id bigint NOT NULL,
    state character varying(9) NOT NULL,
    content jsonb NOT NULL,
    edition smallint NOT NULL,
    digest character varying(64) NOT NULL,
    checked_at timestamp with time zone,
    approved_at timestamp with time zone,
    circulated_at timestamp with time zone,
    circulated_until date,
    certified_how character varying(11) NOT NULL,
    certified_at timestamp with time zone,
    approved_by_id bigint,
    briefing_id bigint NOT NULL,
    certified_in_id bigint,
    checked_by_id bigint,
    CONSTRAINT meetings_minutes_edition_check CHECK ((edition >= 0)),
    CONSTRAINT minutes_approved CHECK (((NOT ((state)::text = ANY ((ARRAY['approved'::character varying, 'certified'::character varying])::text[]))) OR ((approved_at IS NOT NULL) AND (NOT ((digest)::text = ''::text))))),
    CONSTRAINT minutes_certified CHECK ((((certified_at IS NOT NULL) AND ((state)::text = 'certified'::text) AND (NOT ((certified_how)::text = ''::text))) OR ((NOT ((state)::text = 'certified'::text)) AND (certified_at IS NULL) AND ((certified_how)::text = ''::text)))),
    CONSTRAINT minutes_certified_in CHECK (((NOT ((certified_how)::text = 'meeting'::text)) OR (certified_in_id IS NOT NULL)))
);

ALTER TABLE public.meetings_minutes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_minutes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_opinion (
    id bigint NOT NULL,
    agrees boolean NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    attendee_id bigint NOT NULL,
    by_id bigint NOT NULL,
    minutes_id bigint NOT NULL,
    CONSTRAINT opinion_says_what CHECK ((agrees OR (NOT (text = ''::text))))
);

ALTER TABLE public.meetings_opinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_opinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_paper (
    id bigint NOT NULL,
    file_id bigint NOT NULL,
    item_id bigint NOT NULL
);

ALTER TABLE public.meetings_paper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_paper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_problem (
    id bigint NOT NULL,
    by_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    text text NOT NULL,
    statistics jsonb NOT NULL,
    settled_at timestamp with time zone,
    settled_by_id bigint,
    settled_how text NOT NULL,
    attendee_id bigint,
    briefing_id bigint NOT NULL,
    CONSTRAINT problem_settled_how CHECK ((((settled_at IS NULL) AND (settled_how = ''::text)) OR ((settled_at IS NOT NULL) AND (NOT (settled_how = ''::text)))))
);

ALTER TABLE public.meetings_problem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_problem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_recording (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    files integer NOT NULL,
    size bigint NOT NULL,
    seconds integer NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    held_at timestamp with time zone,
    held_why text NOT NULL,
    deleted_at timestamp with time zone,
    deleted_why text NOT NULL,
    briefing_id bigint NOT NULL,
    CONSTRAINT meetings_recording_files_check CHECK ((files >= 0)),
    CONSTRAINT meetings_recording_seconds_check CHECK ((seconds >= 0)),
    CONSTRAINT recording_deleted_why CHECK ((((deleted_at IS NULL) AND (deleted_why = ''::text)) OR ((deleted_at IS NOT NULL) AND (NOT (deleted_why = ''::text))))),
    CONSTRAINT recording_held_is_there CHECK (((held_at IS NULL) OR (deleted_at IS NULL))),
    CONSTRAINT recording_held_why CHECK ((((held_at IS NULL) AND (held_why = ''::text)) OR ((held_at IS NOT NULL) AND (NOT (held_why = ''::text)))))
);

ALTER TABLE public.meetings_recording ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_recording_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_series (
    id bigint NOT NULL,
    name_th character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    mode character varying(6) NOT NULL,
    venue character varying(300) NOT NULL,
    minutes smallint NOT NULL,
    quorum_percent smallint NOT NULL,
    sections character varying(10)[] NOT NULL,
    classification smallint NOT NULL,
    ended_on date,
    organiser_id bigint NOT NULL,
    CONSTRAINT meetings_series_classification_check CHECK ((classification >= 0)),
    CONSTRAINT meetings_series_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT meetings_series_quorum_percent_check CHECK ((quorum_percent >= 0)),
    CONSTRAINT series_has_name CHECK ((NOT ((name_th)::text = ''::text))),
    CONSTRAINT series_minutes CHECK (((minutes >= 5) AND (minutes <= 720))),
    CONSTRAINT series_quorum CHECK ((quorum_percent <= 100)),
    CONSTRAINT series_sections CHECK ((
CASE
    WHEN (sections IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(sections, 1), 0)
END >= 1))
);

ALTER TABLE public.meetings_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_series_office (
    id bigint NOT NULL,
    office_id bigint NOT NULL,
    series_id bigint NOT NULL
);

ALTER TABLE public.meetings_series_office ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_series_office_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_vote (
    id bigint NOT NULL,
    question character varying(500) NOT NULL,
    choices character varying(200)[] NOT NULL,
    secret boolean NOT NULL,
    state character varying(7) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    may smallint NOT NULL,
    counts smallint[],
    key text NOT NULL,
    briefing_id bigint NOT NULL,
    item_id bigint,
    CONSTRAINT meetings_vote_may_check CHECK ((may >= 0)),
    CONSTRAINT vote_choices CHECK (((
CASE
    WHEN (choices IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(choices, 1), 0)
END >= 2) AND (
CASE
    WHEN (choices IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(choices, 1), 0)
END <= 10))),
    CONSTRAINT vote_counted_when_closed CHECK ((((closed_at IS NOT NULL) AND (counts IS NOT NULL) AND ((state)::text = 'closed'::text)) OR ((NOT ((state)::text = 'closed'::text)) AND (counts IS NULL)))),
    CONSTRAINT vote_has_question CHECK ((NOT ((question)::text = ''::text))),
    CONSTRAINT vote_key_destroyed CHECK ((((state)::text = 'open'::text) OR (key = ''::text)))
);

ALTER TABLE public.meetings_vote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_vote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.networks_appointment (
    id bigint NOT NULL,
    start date NOT NULL,
    "end" date,
    order_no character varying(100) NOT NULL,
    reason character varying(300) NOT NULL,
    area_id integer NOT NULL,
    volunteer_id bigint NOT NULL,
    CONSTRAINT appointment_days CHECK ((("end" IS NULL) OR ("end" >= start)))
);

ALTER TABLE public.networks_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.networks_partner (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    sector character varying(10) NOT NULL,
    helps text NOT NULL,
    state character varying(8) NOT NULL,
    retired character varying(300) NOT NULL,
    sort_th character varying(300) NOT NULL COLLATE pg_catalog."C",
    grams text[] NOT NULL,
    area_id integer NOT NULL,
    keeper_id bigint NOT NULL,
    office_id bigint,
    CONSTRAINT partner_retired CHECK (((((state)::text = 'retired'::text) AND (NOT ((retired)::text = ''::text))) OR (((retired)::text = ''::text) AND ((state)::text = 'active'::text))))
);

ALTER TABLE public.networks_partner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_partner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.networks_response (
    id bigint NOT NULL,
    instance character varying(100) NOT NULL,
    digest character varying(64) NOT NULL,
    told text NOT NULL,
    late boolean NOT NULL,
    received_at timestamp with time zone NOT NULL,
    area_id integer NOT NULL,
    survey_id bigint NOT NULL,
    volunteer_id bigint NOT NULL
);

ALTER TABLE public.networks_response ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_response_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.networks_survey (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    deadline timestamp with time zone NOT NULL,
    questions jsonb NOT NULL,
    form text NOT NULL,
    form_id character varying(64) NOT NULL,
    version smallint NOT NULL,
    state character varying(6) NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    seat_id bigint,
    CONSTRAINT networks_survey_version_check CHECK ((version >= 0)),
    CONSTRAINT survey_opened CHECK ((((state)::text = 'draft'::text) OR (opened_at IS NOT NULL)))
);

ALTER TABLE public.networks_survey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_survey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.networks_volunteer (
    id bigint NOT NULL,
    name text NOT NULL,
    phone text NOT NULL,
    state character varying(6) NOT NULL,
    reason character varying(300) NOT NULL,
    nonce character varying(32) NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    office_id bigint NOT NULL
);

ALTER TABLE public.networks_volunteer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_volunteer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_account_line (
    id bigint NOT NULL,
    "where" character varying(80) NOT NULL,
    key character varying(160) NOT NULL,
    budget_code character varying(60) NOT NULL,
    office_text character varying(200) NOT NULL,
    source character varying(12) NOT NULL,
    name_th character varying(300) NOT NULL,
    granted bigint,
    transferred bigint,
    committed bigint,
    spent bigint,
    carried_over bigint,
    how character varying(8) NOT NULL,
    aside character varying(300) NOT NULL,
    money_id bigint,
    office_id bigint,
    report_id bigint NOT NULL,
    CONSTRAINT account_line_one_fate CHECK (((money_id IS NULL) OR ((aside)::text = ''::text)))
);

ALTER TABLE public.plans_account_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_account_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_account_map (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    system character varying(120) NOT NULL,
    columns jsonb NOT NULL,
    verified boolean NOT NULL,
    remark character varying(300) NOT NULL
);

ALTER TABLE public.plans_account_map ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_account_map_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_account_match (
    id bigint NOT NULL,
    fiscal_year smallint NOT NULL,
    key character varying(160) NOT NULL,
    aside character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    money_id bigint,
    CONSTRAINT account_match_one_fate CHECK (((((aside)::text > ''::text) AND (money_id IS NULL)) OR (((aside)::text = ''::text) AND (money_id IS NOT NULL)))),
    CONSTRAINT plans_account_match_fiscal_year_check CHECK ((fiscal_year >= 0))
);

ALTER TABLE public.plans_account_match ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_account_match_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_account_report (
    id bigint NOT NULL,
    period integer NOT NULL,
    as_of date NOT NULL,
    map_name character varying(120) NOT NULL,
    verified boolean NOT NULL,
    file_name character varying(200) NOT NULL,
    digest character varying(64) NOT NULL,
    rows integer NOT NULL,
    granted bigint NOT NULL,
    committed bigint NOT NULL,
    spent bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    agency_id character varying(20),
    area_id integer,
    by_id bigint,
    CONSTRAINT plans_account_report_period_check CHECK ((period >= 0)),
    CONSTRAINT plans_account_report_rows_check CHECK ((rows >= 0))
);

ALTER TABLE public.plans_account_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_account_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_activity (
    id bigint NOT NULL,
    number smallint NOT NULL,
    name_th character varying(300) NOT NULL,
    start date NOT NULL,
    "end" date NOT NULL,
    weight numeric(5,2) NOT NULL,
    partners text NOT NULL,
    place character varying(200) NOT NULL,
    area_id integer,
    office_id bigint NOT NULL,
    responsible_id bigint,
    work_item_id bigint,
    project_id bigint NOT NULL,
    labels character varying(20)[] NOT NULL,
    indicator_id bigint,
    target numeric(16,2),
    CONSTRAINT activity_dates CHECK (((start IS NULL) OR ("end" IS NULL) OR ("end" >= start))),
    CONSTRAINT activity_target_of_indicator CHECK (((target IS NULL) OR ((indicator_id IS NOT NULL) AND (target >= (0)::numeric)))),
    CONSTRAINT activity_weight_per_cent CHECK (((weight >= (0)::numeric) AND (weight <= (100)::numeric))),
    CONSTRAINT plans_activity_number_check CHECK ((number >= 0))
);

CREATE TABLE public.plans_activity_co_office (
    id bigint NOT NULL,
    activity_id bigint NOT NULL,
    office_id bigint NOT NULL
);

ALTER TABLE public.plans_activity_co_office ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_activity_co_office_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.plans_activity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_activity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_agreement (
    id bigint NOT NULL,
    round smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    area_id integer NOT NULL,
    by_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT plans_agreement_round_check CHECK ((round >= 0))
);

ALTER TABLE public.plans_agreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_baseline (
    id bigint NOT NULL,
    number smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    policy_set_code character varying(40) NOT NULL,
    by_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT plans_baseline_number_check CHECK ((number >= 0))
);

ALTER TABLE public.plans_baseline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_baseline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_baseline_line (
    id bigint NOT NULL,
    part character varying(12) NOT NULL,
    "row" bigint NOT NULL,
    label character varying(700) NOT NULL,
    "values" jsonb NOT NULL,
    baseline_id bigint NOT NULL
);

ALTER TABLE public.plans_baseline_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_baseline_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_beneficiary_line (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    who_th character varying(200) NOT NULL,
    number integer NOT NULL,
    reached integer,
    outcome character varying(14) NOT NULL,
    unit_th character varying(60) NOT NULL,
    before numeric(14,2),
    after numeric(14,2),
    later numeric(14,2),
    area_id integer,
    project_id bigint NOT NULL,
    after_on date,
    later_on date,
    CONSTRAINT beneficiary_values_have_unit CHECK ((((after IS NULL) AND (before IS NULL) AND (later IS NULL)) OR (NOT ((unit_th)::text = ''::text)))),
    CONSTRAINT plans_beneficiary_line_number_check CHECK ((number >= 0)),
    CONSTRAINT plans_beneficiary_line_reached_check CHECK ((reached >= 0))
);

ALTER TABLE public.plans_beneficiary_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_beneficiary_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_cascade (
    id bigint NOT NULL,
    fiscal_year smallint NOT NULL,
    name_th character varying(300) NOT NULL,
    goal_th text NOT NULL,
    due date NOT NULL,
    state character varying(8) NOT NULL,
    edits integer NOT NULL,
    offered_at timestamp with time zone,
    offered_by_id bigint,
    policy_id bigint NOT NULL,
    CONSTRAINT cascade_has_goal CHECK (((NOT ((name_th)::text = ''::text)) AND (NOT (goal_th = ''::text)))),
    CONSTRAINT plans_cascade_edits_check CHECK ((edits >= 0)),
    CONSTRAINT plans_cascade_fiscal_year_check CHECK ((fiscal_year >= 0))
);

ALTER TABLE public.plans_cascade ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_cascade_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_cascade_item (
    id bigint NOT NULL,
    asked bigint,
    state character varying(14) NOT NULL,
    promised bigint,
    start date,
    "end" date,
    reason character varying(500) NOT NULL,
    decision character varying(500) NOT NULL,
    answered_at timestamp with time zone,
    decided_at timestamp with time zone,
    activity_id bigint,
    answered_by_id bigint,
    decided_by_id bigint,
    expected_id bigint NOT NULL,
    offer_id bigint NOT NULL,
    CONSTRAINT item_dates CHECK (((start IS NULL) OR ("end" IS NULL) OR ("end" >= start))),
    CONSTRAINT item_has_reason CHECK (((NOT ((state)::text = ANY ((ARRAY['excluded'::character varying, 'declined'::character varying, 'adjusted'::character varying])::text[]))) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.plans_cascade_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_cascade_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_dev_line (
    id bigint NOT NULL,
    fiscal_year smallint NOT NULL,
    key character varying(300) NOT NULL,
    issue_th character varying(300) NOT NULL,
    strategy_th character varying(300) NOT NULL,
    project_th character varying(300) NOT NULL,
    agency_th character varying(200) NOT NULL,
    budget bigint,
    source character varying(12) NOT NULL,
    state character varying(12) NOT NULL,
    version integer NOT NULL,
    agency_id character varying(20),
    area_id integer,
    group_id bigint,
    item_id character varying(40),
    CONSTRAINT dev_line_budget CHECK (((budget IS NULL) OR (budget >= 0))),
    CONSTRAINT dev_line_has_project CHECK (((NOT ((project_th)::text = ''::text)) AND (NOT ((key)::text = ''::text)))),
    CONSTRAINT dev_line_of_one CHECK ((((area_id IS NULL) AND (group_id IS NOT NULL)) OR ((area_id IS NOT NULL) AND (group_id IS NULL)))),
    CONSTRAINT dev_line_year_is_buddhist CHECK (((fiscal_year >= 2500) AND (fiscal_year <= 2700))),
    CONSTRAINT plans_dev_line_fiscal_year_check CHECK ((fiscal_year >= 0)),
    CONSTRAINT plans_dev_line_version_check CHECK ((version >= 0))
);

CREATE TABLE public.plans_dev_line_activity (
    id bigint NOT NULL,
    devline_id bigint NOT NULL,
    activity_id bigint NOT NULL
);

ALTER TABLE public.plans_dev_line_activity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_dev_line_activity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.plans_dev_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_dev_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_dev_step (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    "on" date NOT NULL,
    document_no character varying(120) NOT NULL,
    reason character varying(1000) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    line_id bigint NOT NULL,
    CONSTRAINT dev_step_has_document CHECK ((NOT ((document_no)::text = ''::text))),
    CONSTRAINT dev_step_has_reason CHECK (((NOT ((state)::text = 'not_included'::text)) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.plans_dev_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_dev_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_expected (
    id bigint NOT NULL,
    number smallint NOT NULL,
    name_th character varying(300) NOT NULL,
    start date NOT NULL,
    "end" date NOT NULL,
    weight numeric(5,2) NOT NULL,
    total bigint,
    split character varying(6) NOT NULL,
    offered_at timestamp with time zone,
    agency_id character varying(20) NOT NULL,
    cascade_id bigint NOT NULL,
    indicator_id bigint,
    series_id bigint,
    CONSTRAINT expected_dates CHECK (((start IS NULL) OR ("end" IS NULL) OR ("end" >= start))),
    CONSTRAINT expected_total_measured CHECK (((total IS NULL) OR (indicator_id IS NOT NULL))),
    CONSTRAINT expected_weight_per_cent CHECK (((weight >= (0)::numeric) AND (weight <= (100)::numeric))),
    CONSTRAINT plans_expected_number_check CHECK ((number >= 0))
);

ALTER TABLE public.plans_expected ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_expected_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_label (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    "order" smallint NOT NULL,
    name_th character varying(120) NOT NULL,
    name_en character varying(120) NOT NULL,
    definition_th character varying(500) NOT NULL,
    retired_on date,
    CONSTRAINT plans_label_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.plans_label ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_label_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_milestone (
    id bigint NOT NULL,
    name_th character varying(300) NOT NULL,
    due date NOT NULL,
    reached_on date,
    activity_id bigint NOT NULL
);

ALTER TABLE public.plans_milestone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_milestone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_money_change (
    id bigint NOT NULL,
    as_of date NOT NULL,
    at timestamp with time zone NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    money_id bigint NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT money_change_changes CHECK ((NOT (before = after)))
);

ALTER TABLE public.plans_money_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_money_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_money_line (
    id bigint NOT NULL,
    source character varying(12) NOT NULL,
    budget_code character varying(40) NOT NULL,
    giver character varying(200) NOT NULL,
    allocated bigint NOT NULL,
    transferred bigint NOT NULL,
    committed bigint NOT NULL,
    spent bigint NOT NULL,
    carried_over bigint NOT NULL,
    activity_id bigint,
    project_id bigint NOT NULL,
    as_of date,
    granted bigint,
    CONSTRAINT money_granted_not_negative CHECK (((granted IS NULL) OR (granted >= 0))),
    CONSTRAINT money_not_negative CHECK (((allocated >= 0) AND (carried_over >= 0) AND (committed >= 0) AND (spent >= 0) AND (transferred >= 0)))
);

ALTER TABLE public.plans_money_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_money_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_offer (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    offered_at timestamp with time zone,
    chased_at timestamp with time zone,
    answers integer NOT NULL,
    area_id integer NOT NULL,
    cascade_id bigint NOT NULL,
    office_id bigint NOT NULL,
    project_id bigint,
    CONSTRAINT plans_offer_answers_check CHECK ((answers >= 0))
);

ALTER TABLE public.plans_offer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_offer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_ordered_item (
    code character varying(40) NOT NULL,
    "order" smallint NOT NULL,
    name_th character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    origin_th character varying(300) NOT NULL,
    ordered_on date NOT NULL,
    ended_on date,
    CONSTRAINT ordered_item_days CHECK (((ended_on IS NULL) OR (ended_on >= ordered_on))),
    CONSTRAINT plans_ordered_item_order_check CHECK (("order" >= 0))
);

CREATE TABLE public.plans_plan (
    id bigint NOT NULL,
    fiscal_year smallint NOT NULL,
    state character varying(10) NOT NULL,
    version smallint NOT NULL,
    edits integer NOT NULL,
    round smallint NOT NULL,
    submitted_at timestamp with time zone,
    approved_at timestamp with time zone,
    returned_reason text NOT NULL,
    agency_id character varying(20),
    approved_by_id bigint,
    area_id integer,
    copied_from_id bigint,
    group_id bigint,
    office_id bigint NOT NULL,
    policy_set_id bigint NOT NULL,
    submitted_by_id bigint,
    CONSTRAINT plan_approved_has_baseline CHECK (((NOT ((state)::text = ANY ((ARRAY['approved'::character varying, 'active'::character varying, 'revised'::character varying, 'closed'::character varying])::text[]))) OR (version > 0))),
    CONSTRAINT plan_of_one CHECK ((((agency_id IS NULL) AND (area_id IS NOT NULL) AND (group_id IS NULL)) OR ((agency_id IS NULL) AND (area_id IS NULL) AND (group_id IS NOT NULL)) OR ((agency_id IS NOT NULL) AND (area_id IS NULL) AND (group_id IS NULL)))),
    CONSTRAINT plan_two_people CHECK (((approved_by_id IS NULL) OR (submitted_by_id IS NULL) OR (NOT ((approved_by_id = submitted_by_id) AND (approved_by_id IS NOT NULL) AND (submitted_by_id IS NOT NULL))))),
    CONSTRAINT plan_year_is_buddhist CHECK (((fiscal_year >= 2500) AND (fiscal_year <= 2700))),
    CONSTRAINT plans_plan_edits_check CHECK ((edits >= 0)),
    CONSTRAINT plans_plan_fiscal_year_check CHECK ((fiscal_year >= 0)),
    CONSTRAINT plans_plan_round_check CHECK ((round >= 0)),
    CONSTRAINT plans_plan_version_check CHECK ((version >= 0))
);

ALTER TABLE public.plans_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_project (
    id bigint NOT NULL,
    number smallint NOT NULL,
    name_th character varying(300) NOT NULL,
    goal_th text NOT NULL,
    start date NOT NULL,
    "end" date NOT NULL,
    multi_year boolean NOT NULL,
    labels character varying(20)[] NOT NULL,
    copied_from_id bigint,
    office_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    responsible_id bigint,
    CONSTRAINT plans_project_number_check CHECK ((number >= 0)),
    CONSTRAINT project_dates CHECK (((start IS NULL) OR ("end" IS NULL) OR ("end" >= start))),
    CONSTRAINT project_has_goal CHECK (((NOT (goal_th = ''::text)) AND (NOT ((name_th)::text = ''::text))))
);

ALTER TABLE public.plans_project ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_project_indicator (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    indicator_id bigint NOT NULL
);

ALTER TABLE public.plans_project_indicator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_project_indicator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_project_policy (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    policy_id bigint NOT NULL
);

ALTER TABLE public.plans_project_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_project_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_revision (
    id bigint NOT NULL,
    number smallint NOT NULL,
    reason text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    added integer NOT NULL,
    removed integer NOT NULL,
    changed integer NOT NULL,
    baseline_id bigint,
    opened_by_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT plans_revision_added_check CHECK ((added >= 0)),
    CONSTRAINT plans_revision_changed_check CHECK ((changed >= 0)),
    CONSTRAINT plans_revision_number_check CHECK ((number >= 0)),
    CONSTRAINT plans_revision_removed_check CHECK ((removed >= 0))
);

ALTER TABLE public.plans_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_sent_file (
    id bigint NOT NULL,
    token character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    file_name character varying(200) NOT NULL,
    digest character varying(64) NOT NULL,
    content jsonb NOT NULL,
    created timestamp with time zone NOT NULL,
    applied timestamp with time zone,
    person_id bigint
);

ALTER TABLE public.plans_sent_file ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_sent_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_body (
    outbox_id bigint NOT NULL,
    body text NOT NULL,
    CONSTRAINT body_json CHECK (((body)::json IS NOT NULL)),
    CONSTRAINT body_small CHECK ((octet_length(body) <= 8192))
);

CREATE TABLE public.platform_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);

CREATE TABLE public.platform_comment (
    id bigint NOT NULL,
    model character varying(100) NOT NULL,
    object_id bigint NOT NULL,
    person_id bigint NOT NULL,
    author character varying(300) NOT NULL,
    text text NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    edited_at timestamp with time zone,
    removed_at timestamp with time zone,
    area_id integer,
    office_id bigint,
    classification smallint NOT NULL
);

ALTER TABLE public.platform_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_cursor (
    listener character varying(100) NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE public.platform_delivery (
    id bigint NOT NULL,
    channel character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    retry_key uuid NOT NULL,
    not_before timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    error character varying(200) NOT NULL,
    sent timestamp with time zone,
    notice_id bigint NOT NULL,
    CONSTRAINT platform_delivery_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.platform_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_failed_event (
    id bigint NOT NULL,
    listener character varying(100) NOT NULL,
    seq bigint NOT NULL,
    name character varying(100) NOT NULL,
    payload jsonb NOT NULL,
    topics jsonb NOT NULL,
    created timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    error text NOT NULL,
    next_try timestamp with time zone,
    quarantined timestamp with time zone,
    CONSTRAINT platform_failed_event_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.platform_failed_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_failed_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_file (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    mime character varying(100) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    office_id bigint,
    area_id integer,
    classification smallint NOT NULL,
    person_id bigint,
    state character varying(12) NOT NULL,
    created timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT file_class CHECK (((classification >= 0) AND (classification <= 2)))
);

ALTER TABLE public.platform_file ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_follow (
    id bigint NOT NULL,
    model character varying(100) NOT NULL,
    object_id bigint NOT NULL,
    person_id bigint NOT NULL,
    active boolean NOT NULL,
    seen_id bigint NOT NULL
);

ALTER TABLE public.platform_follow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_follow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_instance (
    id character varying(40) NOT NULL,
    started timestamp with time zone NOT NULL,
    beat timestamp with time zone NOT NULL,
    ended timestamp with time zone
);

CREATE TABLE public.platform_job (
    id bigint NOT NULL,
    job character varying(100) NOT NULL,
    key character varying(200),
    person_id bigint,
    title character varying(300) NOT NULL,
    total integer,
    done integer NOT NULL,
    message character varying(500) NOT NULL,
    result jsonb NOT NULL,
    state character varying(10) NOT NULL,
    cancel_requested boolean NOT NULL,
    created timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    changed timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.platform_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_journal (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    person_id bigint,
    seat_id bigint,
    actor_label character varying(300) NOT NULL,
    verb character varying(100) NOT NULL,
    model character varying(100) NOT NULL,
    object_id bigint,
    object_label character varying(300) NOT NULL,
    area_id integer,
    office_id bigint,
    classification smallint DEFAULT 0 NOT NULL,
    changes jsonb NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    request_id character varying(40) DEFAULT ''::character varying NOT NULL
);

ALTER TABLE public.platform_journal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_journal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_mention (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    name character varying(300) NOT NULL,
    comment_id bigint NOT NULL
);

ALTER TABLE public.platform_mention ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_mention_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_notice (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    args jsonb NOT NULL,
    url character varying(300) NOT NULL,
    key character varying(120) NOT NULL,
    created timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    read timestamp with time zone,
    CONSTRAINT notice_url_inside CHECK ((((url)::text ~~ '/%'::text) AND (NOT ((url)::text ~~ '//%'::text))))
);

ALTER TABLE public.platform_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_outbox (
    id bigint NOT NULL,
    seq bigint,
    name character varying(100) NOT NULL,
    payload jsonb NOT NULL,
    topics text[] NOT NULL,
    journal_id bigint,
    created timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.platform_outbox ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE public.platform_outbox_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.platform_person_key (
    id bigint NOT NULL,
    kind character varying(100) NOT NULL,
    number bigint NOT NULL,
    wrapped text NOT NULL,
    created timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    destroyed timestamp with time zone,
    CONSTRAINT person_key_destroyed_is_empty CHECK (((destroyed IS NULL) OR (wrapped = ''::text)))
);

ALTER TABLE public.platform_person_key ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_person_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_presence (
    id bigint NOT NULL,
    topic character varying(100) NOT NULL,
    key character varying(100) NOT NULL,
    person_id bigint NOT NULL,
    connection character varying(40) NOT NULL,
    instance character varying(40) NOT NULL,
    opened timestamp with time zone NOT NULL,
    closed timestamp with time zone,
    why character varying(10) DEFAULT ''::character varying NOT NULL
);

ALTER TABLE public.platform_presence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_presence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_receipt (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    key character varying(100) NOT NULL,
    command character varying(100) NOT NULL,
    object_id bigint,
    created timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.platform_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.platform_saved_view (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    listing character varying(60) NOT NULL,
    name character varying(60) NOT NULL,
    query character varying(2000) NOT NULL,
    created timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE public.platform_saved_view ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_saved_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_breach (
    id bigint NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    kind character varying(12) NOT NULL,
    what text NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    aware_at timestamp with time zone NOT NULL,
    people integer,
    state character varying(8) NOT NULL,
    risk character varying(4) NOT NULL,
    contained_at timestamp with time zone,
    notified_at timestamp with time zone,
    reference character varying(60) NOT NULL,
    told_at timestamp with time zone,
    told_people integer,
    closed_at timestamp with time zone,
    office_id bigint NOT NULL,
    reporter_id bigint NOT NULL,
    reporter_seat_id bigint NOT NULL,
    CONSTRAINT breach_assessed CHECK (((((risk)::text = ''::text) OR (NOT ((state)::text = 'reported'::text))) AND (1 = (
CASE
    WHEN ((risk)::text = ''::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (NOT ((state)::text = 'reported'::text)) THEN 1
    ELSE 0
END)))),
    CONSTRAINT breach_closed_owes_nothing CHECK (((NOT ((state)::text = 'closed'::text)) OR ((contained_at IS NOT NULL) AND (((risk)::text = 'none'::text) OR (notified_at IS NOT NULL)) AND ((NOT ((risk)::text = 'high'::text)) OR (told_at IS NOT NULL))))),
    CONSTRAINT breach_closed_when CHECK (((((state)::text = 'closed'::text) OR (closed_at IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'closed'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (closed_at IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT breach_notice_reference CHECK (((notified_at IS NULL) OR (NOT ((reference)::text = ''::text)))),
    CONSTRAINT breach_told_whom CHECK (((told_at IS NULL) OR (told_people IS NOT NULL))),
    CONSTRAINT privacy_breach_number_check CHECK ((number >= 0)),
    CONSTRAINT privacy_breach_people_check CHECK ((people >= 0)),
    CONSTRAINT privacy_breach_told_people_check CHECK ((told_people >= 0))
);

CREATE TABLE public.privacy_breach_event (
    id bigint NOT NULL,
    move character varying(13) NOT NULL,
    at timestamp with time zone NOT NULL,
    "when" timestamp with time zone,
    code character varying(60) NOT NULL,
    people integer,
    text text NOT NULL,
    breach_id bigint NOT NULL,
    seat_id bigint,
    CONSTRAINT privacy_breach_event_people_check CHECK ((people >= 0))
);

ALTER TABLE public.privacy_breach_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_breach_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.privacy_breach ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_breach_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_counter (
    year smallint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT privacy_counter_last_check CHECK ((last >= 0))
);

CREATE TABLE public.privacy_destruction (
    id bigint NOT NULL,
    year smallint NOT NULL,
    title character varying(200) NOT NULL,
    state character varying(7) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    committee text NOT NULL,
    members smallint NOT NULL,
    archives character varying(300) NOT NULL,
    order_no character varying(100) NOT NULL,
    ordered_on date,
    done_on date,
    done_how character varying(300) NOT NULL,
    done_by_id bigint,
    made_by_id bigint NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT destruction_committee CHECK ((((state)::text = 'drafted'::text) OR (members >= 3))),
    CONSTRAINT destruction_done CHECK (((((state)::text = 'done'::text) OR (done_on IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'done'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (done_on IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT destruction_ordered CHECK (((((order_no)::text = ''::text) AND (ordered_on IS NULL) AND ((state)::text = ANY ((ARRAY['drafted'::character varying, 'judged'::character varying])::text[]))) OR ((ordered_on IS NOT NULL) AND ((state)::text = ANY ((ARRAY['ordered'::character varying, 'done'::character varying])::text[])) AND (NOT ((order_no)::text = ''::text))))),
    CONSTRAINT privacy_destruction_members_check CHECK ((members >= 0))
);

ALTER TABLE public.privacy_destruction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_destruction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_destruction_line (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    dated date NOT NULL,
    subject text NOT NULL,
    years smallint NOT NULL,
    decision character varying(7) NOT NULL,
    note text NOT NULL,
    list_id bigint NOT NULL,
    CONSTRAINT destruction_line_years CHECK ((years >= 1)),
    CONSTRAINT privacy_destruction_line_years_check CHECK ((years >= 0))
);

ALTER TABLE public.privacy_destruction_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_destruction_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_erasure (
    id bigint NOT NULL,
    basis character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    entries smallint NOT NULL,
    cases integer NOT NULL,
    seat_id bigint,
    worker_id bigint NOT NULL,
    run_id bigint,
    CONSTRAINT privacy_erasure_cases_check CHECK ((cases >= 0)),
    CONSTRAINT privacy_erasure_entries_check CHECK ((entries >= 0))
);

ALTER TABLE public.privacy_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_hold (
    id bigint NOT NULL,
    order_no character varying(100) NOT NULL,
    reason text NOT NULL,
    from_day date NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lift_reason text NOT NULL,
    case_id bigint,
    lifted_by_id bigint,
    placed_by_id bigint NOT NULL,
    worker_id bigint,
    CONSTRAINT hold_of_one CHECK ((((worker_id IS NULL) OR (case_id IS NULL)) AND (1 = (
CASE
    WHEN (worker_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (case_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT hold_order CHECK ((NOT ((order_no)::text = ''::text)))
);

ALTER TABLE public.privacy_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_processing_record (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    version smallint NOT NULL,
    activity_th character varying(200) NOT NULL,
    activity_en character varying(200) NOT NULL,
    purpose_th character varying(1000) NOT NULL,
    purpose_en character varying(1000) NOT NULL,
    basis character varying(11) NOT NULL,
    kinds_th character varying(1000) NOT NULL,
    kinds_en character varying(1000) NOT NULL,
    subjects_th character varying(1000) NOT NULL,
    subjects_en character varying(1000) NOT NULL,
    receivers_th character varying(1000) NOT NULL,
    receivers_en character varying(1000) NOT NULL,
    kept_th character varying(1000) NOT NULL,
    kept_en character varying(1000) NOT NULL,
    safeguards_th character varying(1000) NOT NULL,
    safeguards_en character varying(1000) NOT NULL,
    covers character varying(60)[] NOT NULL,
    valid_from date NOT NULL,
    ended_on date,
    change character varying(1000) NOT NULL,
    reviewed_at timestamp with time zone,
    owner_id bigint NOT NULL,
    reviewed_by_id bigint,
    CONSTRAINT privacy_processing_record_version_check CHECK ((version >= 0)),
    CONSTRAINT processing_record_ends_after CHECK (((ended_on IS NULL) OR (ended_on >= valid_from)))
);

ALTER TABLE public.privacy_processing_record ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_processing_record_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_retention_run (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    numbers bigint[] NOT NULL,
    total integer NOT NULL,
    kept integer NOT NULL,
    job bigint,
    seat_id bigint,
    CONSTRAINT privacy_retention_run_kept_check CHECK ((kept >= 0)),
    CONSTRAINT privacy_retention_run_total_check CHECK ((total >= 0))
);

ALTER TABLE public.privacy_retention_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_retention_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_retention_term (
    id bigint NOT NULL,
    kind character varying(5) NOT NULL,
    years smallint NOT NULL,
    grounds_th character varying(500) NOT NULL,
    grounds_en character varying(500) NOT NULL,
    by_itself boolean NOT NULL,
    CONSTRAINT privacy_retention_term_years_check CHECK ((years >= 0)),
    CONSTRAINT retention_term_years CHECK (((years >= 1) AND (years <= 100)))
);

ALTER TABLE public.privacy_retention_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_retention_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_call_answer (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    rows jsonb NOT NULL,
    "values" jsonb,
    version integer NOT NULL,
    number integer NOT NULL,
    declined_why character varying(500) NOT NULL,
    returned_reason character varying(500) NOT NULL,
    answered_at timestamp with time zone,
    late boolean NOT NULL,
    chased_at timestamp with time zone,
    area_id integer NOT NULL,
    confirmed_by_id bigint,
    office_id bigint NOT NULL,
    sent_by_id bigint,
    call_id bigint NOT NULL,
    CONSTRAINT call_answer_has_values CHECK (((NOT ((state)::text = 'answered'::text)) OR ((answered_at IS NOT NULL) AND ("values" IS NOT NULL)))),
    CONSTRAINT call_answer_says_why CHECK (((NOT ((state)::text = 'declined'::text)) OR (NOT ((declined_why)::text = ''::text)))),
    CONSTRAINT call_answer_two_people CHECK (((confirmed_by_id IS NULL) OR (NOT ((confirmed_by_id = sent_by_id) AND (confirmed_by_id IS NOT NULL) AND (sent_by_id IS NOT NULL))))),
    CONSTRAINT progress_call_answer_number_check CHECK ((number >= 0)),
    CONSTRAINT progress_call_answer_version_check CHECK ((version >= 0))
);

ALTER TABLE public.progress_call_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_call_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_call_version (
    id bigint NOT NULL,
    number integer NOT NULL,
    "values" jsonb NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    answer_id bigint NOT NULL,
    by_id bigint,
    CONSTRAINT progress_call_version_number_check CHECK ((number >= 0))
);

ALTER TABLE public.progress_call_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_call_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_column_map (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    system character varying(120) NOT NULL,
    every character varying(8) NOT NULL,
    columns jsonb NOT NULL,
    verified boolean NOT NULL,
    remark character varying(300) NOT NULL
);

ALTER TABLE public.progress_column_map ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_column_map_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_correction (
    id bigint NOT NULL,
    submitted_at timestamp with time zone,
    approved_at timestamp with time zone,
    department_at timestamp with time zone,
    province_at timestamp with time zone,
    returned_reason text NOT NULL,
    returned_line character varying(10) NOT NULL,
    period integer NOT NULL,
    state character varying(10) NOT NULL,
    reason text NOT NULL,
    version integer,
    replaced_at timestamp with time zone,
    approved_by_id bigint,
    area_id integer NOT NULL,
    department_by_id bigint,
    office_id bigint NOT NULL,
    province_by_id bigint,
    report_id bigint NOT NULL,
    submitted_by_id bigint,
    submitted_for_id bigint,
    CONSTRAINT correction_accepted_dated CHECK (((NOT ((state)::text = 'accepted'::text)) OR ((approved_at IS NOT NULL) AND (version IS NOT NULL)))),
    CONSTRAINT correction_approved_dated CHECK (((approved_by_id IS NULL) OR (approved_at IS NOT NULL))),
    CONSTRAINT correction_approved_not_by CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = submitted_by_id) AND (approved_by_id IS NOT NULL) AND (submitted_by_id IS NOT NULL))))),
    CONSTRAINT correction_approved_not_for CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = submitted_for_id) AND (approved_by_id IS NOT NULL) AND (submitted_for_id IS NOT NULL))))),
    CONSTRAINT correction_department_dated CHECK (((department_by_id IS NULL) OR (department_at IS NOT NULL))),
    CONSTRAINT correction_department_not_by CHECK (((department_by_id IS NULL) OR (NOT ((department_by_id = submitted_by_id) AND (department_by_id IS NOT NULL) AND (submitted_by_id IS NOT NULL))))),
    CONSTRAINT correction_department_not_for CHECK (((department_by_id IS NULL) OR (NOT ((department_by_id = submitted_for_id) AND (department_by_id IS NOT NULL) AND (submitted_for_id IS NOT NULL))))),
    CONSTRAINT correction_head_first CHECK (((approved_at IS NOT NULL) OR ((department_at IS NULL) AND (province_at IS NULL)))),
    CONSTRAINT correction_province_dated CHECK (((province_by_id IS NULL) OR (province_at IS NOT NULL))),
    CONSTRAINT correction_province_not_by CHECK (((province_by_id IS NULL) OR (NOT ((province_by_id = submitted_by_id) AND (province_by_id IS NOT NULL) AND (submitted_by_id IS NOT NULL))))),
    CONSTRAINT correction_province_not_for CHECK (((province_by_id IS NULL) OR (NOT ((province_by_id = submitted_for_id) AND (province_by_id IS NOT NULL) AND (submitted_for_id IS NOT NULL))))),
    CONSTRAINT correction_reasoned CHECK ((NOT (reason = ''::text))),
    CONSTRAINT correction_two_lines CHECK (((department_by_id IS NULL) OR (NOT ((department_by_id = province_by_id) AND (department_by_id IS NOT NULL) AND (province_by_id IS NOT NULL))))),
    CONSTRAINT progress_correction_version_check CHECK ((version >= 0))
);

ALTER TABLE public.progress_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_correction_line (
    id bigint NOT NULL,
    member character varying(20) NOT NULL,
    was_value bigint,
    was_denominator bigint,
    value bigint,
    denominator bigint,
    reason character varying(300) NOT NULL,
    correction_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    CONSTRAINT correction_line_changes CHECK (((value IS NOT NULL) OR (was_value IS NOT NULL)))
);

ALTER TABLE public.progress_correction_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_correction_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_data_call (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    why text NOT NULL,
    reference character varying(300) NOT NULL,
    columns jsonb NOT NULL,
    rules jsonb NOT NULL,
    free_rows boolean NOT NULL,
    head_confirms boolean NOT NULL,
    pick jsonb NOT NULL,
    deadline timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    sent_at timestamp with time zone,
    closed_at timestamp with time zone,
    open_until timestamp with time zone,
    frozen jsonb,
    version integer NOT NULL,
    copied_from_id bigint,
    made_by_id bigint,
    office_id bigint NOT NULL,
    CONSTRAINT data_call_closed_dated CHECK (((NOT ((state)::text = 'closed'::text)) OR (closed_at IS NOT NULL))),
    CONSTRAINT data_call_sent_dated CHECK ((((state)::text = 'draft'::text) OR (sent_at IS NOT NULL))),
    CONSTRAINT progress_data_call_version_check CHECK ((version >= 0))
);

ALTER TABLE public.progress_data_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_data_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_dirty (
    id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    member character varying(20) NOT NULL,
    period integer NOT NULL,
    slot smallint
);

ALTER TABLE public.progress_dirty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_dirty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_evidence (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    file_id bigint NOT NULL,
    indicator_id bigint,
    person_id bigint,
    report_id bigint NOT NULL
);

ALTER TABLE public.progress_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_exemption (
    id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    answer character varying(300) NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    decided_at timestamp with time zone,
    asked_by_id bigint,
    decided_by_id bigint,
    office_id bigint NOT NULL,
    target_id bigint NOT NULL,
    CONSTRAINT exemption_with_reason CHECK ((NOT ((reason)::text = ''::text)))
);

ALTER TABLE public.progress_exemption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_exemption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_figure (
    id bigint NOT NULL,
    period integer NOT NULL,
    member character varying(20) NOT NULL,
    value bigint NOT NULL,
    denominator bigint,
    level smallint NOT NULL,
    cause character varying(40) NOT NULL,
    step character varying(300) NOT NULL,
    note text NOT NULL,
    area_id integer NOT NULL,
    indicator_id bigint NOT NULL,
    office_id bigint NOT NULL,
    report_id bigint NOT NULL,
    created timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

CREATE TABLE public.progress_figure_change (
    id bigint NOT NULL,
    figure_id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    value bigint,
    denominator bigint,
    level smallint
);

ALTER TABLE public.progress_figure_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_figure_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 50
);

CREATE TABLE public.progress_figure_gone (
    figure_id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    indicator_id bigint NOT NULL,
    member character varying(20) NOT NULL,
    period integer NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    report_id bigint NOT NULL,
    created timestamp with time zone NOT NULL
);

ALTER TABLE public.progress_figure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_figure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 50
);

CREATE TABLE public.progress_filled (
    id bigint NOT NULL,
    token character varying(40) NOT NULL,
    file_name character varying(200) NOT NULL,
    content jsonb NOT NULL,
    created timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.progress_filled ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_filled_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_frozen_line (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    period integer NOT NULL,
    level smallint NOT NULL,
    value bigint,
    path bigint,
    target bigint,
    applies boolean NOT NULL,
    decimals smallint NOT NULL,
    label character varying(400) NOT NULL,
    unit character varying(60) NOT NULL,
    area_id integer NOT NULL,
    indicator_id bigint NOT NULL,
    frozen_set_id bigint NOT NULL,
    CONSTRAINT progress_frozen_line_decimals_check CHECK ((decimals >= 0)),
    CONSTRAINT progress_frozen_line_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.progress_frozen_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_frozen_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_frozen_set (
    id bigint NOT NULL,
    number integer NOT NULL,
    year smallint NOT NULL,
    given_to character varying(10) NOT NULL,
    recipient character varying(300) NOT NULL,
    purpose character varying(500) NOT NULL,
    given_on date NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    area_id integer NOT NULL,
    made_by_id bigint NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT progress_frozen_set_number_check CHECK ((number >= 0)),
    CONSTRAINT progress_frozen_set_year_check CHECK ((year >= 0))
);

ALTER TABLE public.progress_frozen_set ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_frozen_set_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_load (
    id bigint NOT NULL,
    file_name character varying(200) NOT NULL,
    digest character varying(64) NOT NULL,
    level smallint NOT NULL,
    rows integer NOT NULL,
    figures integer NOT NULL,
    reports integer NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    loaded_by_id bigint
);

ALTER TABLE public.progress_load ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_load_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_office_set (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    owner_id bigint NOT NULL
);

ALTER TABLE public.progress_office_set ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_office_set_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_office_set_offices (
    id bigint NOT NULL,
    officeset_id bigint NOT NULL,
    office_id bigint NOT NULL
);

ALTER TABLE public.progress_office_set_offices ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_office_set_offices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_opening (
    id bigint NOT NULL,
    period integer NOT NULL,
    reason text NOT NULL,
    until date NOT NULL,
    line character varying(10) NOT NULL,
    opened_on date NOT NULL,
    opened_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    opened_by_id bigint,
    CONSTRAINT opening_ends CHECK ((until >= opened_on)),
    CONSTRAINT opening_reasoned CHECK ((NOT (reason = ''::text)))
);

ALTER TABLE public.progress_opening ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_opening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_place (
    area_id integer NOT NULL,
    upper_id integer NOT NULL,
    slot smallint NOT NULL
);

CREATE TABLE public.progress_report (
    id bigint NOT NULL,
    period integer NOT NULL,
    state character varying(10) NOT NULL,
    due date NOT NULL,
    version integer NOT NULL,
    submitted_at timestamp with time zone,
    approved_at timestamp with time zone,
    returned_reason text NOT NULL,
    approved_by_id bigint,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    submitted_by_id bigint,
    department_at timestamp with time zone,
    department_by_id bigint,
    province_at timestamp with time zone,
    province_by_id bigint,
    returned_line character varying(10) NOT NULL,
    submitted_for_id bigint,
    CONSTRAINT progress_report_version_check CHECK ((version >= 0)),
    CONSTRAINT report_approved_dated CHECK (((approved_by_id IS NULL) OR (approved_at IS NOT NULL))),
    CONSTRAINT report_approved_not_by CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = submitted_by_id) AND (approved_by_id IS NOT NULL) AND (submitted_by_id IS NOT NULL))))),
    CONSTRAINT report_approved_not_for CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = submitted_for_id) AND (approved_by_id IS NOT NULL) AND (submitted_for_id IS NOT NULL))))),
    CONSTRAINT report_department_dated CHECK (((department_by_id IS NULL) OR (department_at IS NOT NULL))),
    CONSTRAINT report_department_not_by CHECK (((department_by_id IS NULL) OR (NOT ((department_by_id = submitted_by_id) AND (department_by_id IS NOT NULL) AND (submitted_by_id IS NOT NULL))))),
    CONSTRAINT report_department_not_for CHECK (((department_by_id IS NULL) OR (NOT ((department_by_id = submitted_for_id) AND (department_by_id IS NOT NULL) AND (submitted_for_id IS NOT NULL))))),
    CONSTRAINT report_head_first CHECK (((approved_at IS NOT NULL) OR ((department_at IS NULL) AND (province_at IS NULL)))),
    CONSTRAINT report_province_dated CHECK (((province_by_id IS NULL) OR (province_at IS NOT NULL))),
    CONSTRAINT report_province_not_by CHECK (((province_by_id IS NULL) OR (NOT ((province_by_id = submitted_by_id) AND (province_by_id IS NOT NULL) AND (submitted_by_id IS NOT NULL))))),
    CONSTRAINT report_province_not_for CHECK (((province_by_id IS NULL) OR (NOT ((province_by_id = submitted_for_id) AND (province_by_id IS NOT NULL) AND (submitted_for_id IS NOT NULL))))),
    CONSTRAINT report_state_dated CHECK ((((approved_at IS NOT NULL) AND ((state)::text = 'approved'::text)) OR ((NOT ((state)::text = 'approved'::text)) AND (approved_at IS NULL) AND (department_at IS NULL) AND (province_at IS NULL)))),
    CONSTRAINT report_two_lines CHECK (((department_by_id IS NULL) OR (NOT ((department_by_id = province_by_id) AND (department_by_id IS NOT NULL) AND (province_by_id IS NOT NULL)))))
);

ALTER TABLE public.progress_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_said (
    id bigint NOT NULL,
    claim character varying(8) NOT NULL,
    stated integer,
    help_text character varying(300) NOT NULL,
    help_from character varying(12) NOT NULL,
    indicator_id bigint NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT said_help_from_whom CHECK ((((help_text)::text = ''::text) OR (NOT ((help_from)::text = ''::text))))
);

ALTER TABLE public.progress_said ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_said_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.progress_sheet (
    indicator_id bigint NOT NULL,
    member character varying(20) NOT NULL,
    level smallint NOT NULL,
    sums bytea NOT NULL,
    counts bytea NOT NULL,
    wholes bytea,
    period integer NOT NULL,
    line bytea NOT NULL
)
WITH (toast_tuple_target='8160');
ALTER TABLE ONLY public.progress_sheet ALTER COLUMN sums SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.progress_sheet ALTER COLUMN counts SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.progress_sheet ALTER COLUMN wholes SET STORAGE EXTERNAL;

CREATE TABLE public.progress_span (
    first integer NOT NULL,
    slot smallint NOT NULL
);

CREATE TABLE public.progress_strip (
    indicator_id bigint NOT NULL,
    member character varying(20) NOT NULL,
    level smallint NOT NULL,
    sums bytea NOT NULL,
    counts bytea NOT NULL,
    wholes bytea,
    slot smallint NOT NULL,
    first integer NOT NULL
)
WITH (toast_tuple_target='8160');
ALTER TABLE ONLY public.progress_strip ALTER COLUMN sums SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.progress_strip ALTER COLUMN counts SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.progress_strip ALTER COLUMN wholes SET STORAGE EXTERNAL;

CREATE TABLE public.progress_tally (
    id bigint NOT NULL,
    day date NOT NULL,
    member character varying(20) NOT NULL,
    value bigint NOT NULL,
    denominator bigint,
    at timestamp with time zone NOT NULL,
    area_id integer NOT NULL,
    indicator_id bigint NOT NULL,
    office_id bigint NOT NULL,
    person_id bigint,
    CONSTRAINT tally_from_zero CHECK ((value >= 0))
);

ALTER TABLE public.progress_tally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.progress_tally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_attempt (
    key character varying(64) NOT NULL,
    wrong integer NOT NULL,
    locks integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    until timestamp with time zone,
    CONSTRAINT referrals_attempt_locks_check CHECK ((locks >= 0)),
    CONSTRAINT referrals_attempt_wrong_check CHECK ((wrong >= 0))
);

CREATE TABLE public.referrals_case (
    id bigint NOT NULL,
    code character varying(11) NOT NULL,
    need text NOT NULL,
    channel character varying(8) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    opened_by_id bigint NOT NULL,
    worker_id bigint NOT NULL
);

ALTER TABLE public.referrals_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_data_request (
    id bigint NOT NULL,
    kind character varying(7) NOT NULL,
    text text NOT NULL,
    origin character varying(6) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    case_id bigint NOT NULL
);

ALTER TABLE public.referrals_data_request ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_data_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_drive (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    "group" character varying(8) NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    purpose character varying(10) NOT NULL,
    notice_version character varying(40) NOT NULL,
    notice text NOT NULL,
    most smallint NOT NULL,
    public_key character varying(100) NOT NULL,
    private_key text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    area_id integer NOT NULL,
    made_by_id bigint NOT NULL,
    office_id bigint NOT NULL,
    visits_id bigint,
    CONSTRAINT drive_days CHECK ((last_day >= first_day)),
    CONSTRAINT drive_most CHECK (((most >= 1) AND (most <= 2000))),
    CONSTRAINT drive_notice CHECK (((NOT ((notice_version)::text = ''::text)) AND (NOT (notice = ''::text)))),
    CONSTRAINT referrals_drive_most_check CHECK ((most >= 0))
);

CREATE TABLE public.referrals_drive_entry (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    number integer NOT NULL,
    told text NOT NULL,
    state character varying(10) NOT NULL,
    verdict character varying(10) NOT NULL,
    found bigint[] NOT NULL,
    reason character varying(10) NOT NULL,
    field character varying(30) NOT NULL,
    recorded_at timestamp with time zone,
    received_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    decided_by_id bigint,
    worker_id bigint,
    volunteer_id bigint NOT NULL,
    drive_id bigint NOT NULL,
    CONSTRAINT drive_entry_emptied CHECK ((((state)::text = ANY ((ARRAY['waiting'::character varying, 'needs_look'::character varying])::text[])) OR (found = '{}'::bigint[]))),
    CONSTRAINT drive_entry_forgets CHECK ((((state)::text = ANY ((ARRAY['waiting'::character varying, 'needs_look'::character varying])::text[])) OR (told = ''::text))),
    CONSTRAINT drive_entry_reason CHECK ((((state)::text = ANY ((ARRAY['waiting'::character varying, 'taken'::character varying])::text[])) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT drive_entry_taken CHECK (((((state)::text = 'taken'::text) OR (worker_id IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'taken'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (worker_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT referrals_drive_entry_number_check CHECK ((number >= 0))
);

ALTER TABLE public.referrals_drive_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_drive_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.referrals_drive ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_drive_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_drive_volunteer (
    id bigint NOT NULL,
    name text NOT NULL,
    secret_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    drive_id bigint NOT NULL
);

ALTER TABLE public.referrals_drive_volunteer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_drive_volunteer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_event (
    id bigint NOT NULL,
    move character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    "when" timestamp with time zone,
    promise jsonb,
    code character varying(20) NOT NULL,
    text text NOT NULL,
    on_word boolean NOT NULL,
    office_id bigint,
    seat_id bigint,
    referral_id bigint NOT NULL,
    origin character varying(6) NOT NULL
);

ALTER TABLE public.referrals_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_guest_link (
    id bigint NOT NULL,
    secret_hash character varying(64) NOT NULL,
    turn integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    office_id bigint NOT NULL,
    referral_id bigint NOT NULL,
    CONSTRAINT referrals_guest_link_turn_check CHECK ((turn >= 0))
);

ALTER TABLE public.referrals_guest_link ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_guest_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_helper (
    id bigint NOT NULL,
    name text NOT NULL,
    relation character varying(10) NOT NULL,
    authority text NOT NULL,
    pin_hash character varying(64) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    until date NOT NULL,
    ended_at timestamp with time zone,
    case_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL
);

ALTER TABLE public.referrals_helper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_helper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_late_week (
    id bigint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    week smallint NOT NULL,
    tells_at timestamp with time zone NOT NULL,
    text text NOT NULL,
    told_at timestamp with time zone,
    referral_id bigint NOT NULL,
    seat_id bigint,
    CONSTRAINT referrals_late_week_week_check CHECK ((week >= 0))
);

ALTER TABLE public.referrals_late_week ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_late_week_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_line_code (
    id bigint NOT NULL,
    code_hash character varying(64) NOT NULL,
    until timestamp with time zone NOT NULL,
    case_id bigint NOT NULL
);

ALTER TABLE public.referrals_line_code ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_line_code_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_line_event (
    event_id character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    answer character varying(6) NOT NULL,
    reply_token character varying(100) NOT NULL
);

CREATE TABLE public.referrals_outreach_line (
    id bigint NOT NULL,
    state character varying(9) NOT NULL,
    tried_at timestamp with time zone,
    tries smallint NOT NULL,
    note text NOT NULL,
    next_on date,
    case_id bigint,
    seat_id bigint,
    worker_id bigint NOT NULL,
    list_id bigint NOT NULL,
    CONSTRAINT outreach_referred CHECK (((((state)::text = 'referred'::text) OR (case_id IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'referred'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (case_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT outreach_tried CHECK (((((state)::text = 'to_visit'::text) OR (tried_at IS NOT NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'to_visit'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (tried_at IS NOT NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT referrals_outreach_line_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.referrals_outreach_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_outreach_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_outreach_list (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    "group" character varying(8) NOT NULL,
    section character varying(4) NOT NULL,
    months smallint,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    area_id integer NOT NULL,
    made_by_id bigint NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT outreach_months CHECK (((months IS NULL) OR ((months >= 1) AND (months <= 60)))),
    CONSTRAINT referrals_outreach_list_months_check CHECK ((months >= 0))
);

ALTER TABLE public.referrals_outreach_list ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_outreach_list_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_page_language (
    id bigint NOT NULL,
    code character varying(8) NOT NULL,
    name character varying(60) NOT NULL,
    name_th character varying(60) NOT NULL,
    fonts character varying(200) NOT NULL,
    state character varying(8) NOT NULL,
    texts jsonb NOT NULL,
    version integer NOT NULL,
    texts_at timestamp with time zone,
    read_by text NOT NULL,
    read_on date,
    texts_by_id bigint,
    CONSTRAINT page_language_was_read CHECK ((((state)::text = 'draft'::text) OR (read_on IS NOT NULL))),
    CONSTRAINT referrals_page_language_version_check CHECK ((version >= 0))
);

ALTER TABLE public.referrals_page_language ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_page_language_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_paper_list (
    id bigint NOT NULL,
    papers text NOT NULL,
    again character varying(8) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    bring_by date NOT NULL,
    signed_at timestamp with time zone,
    signed_origin character varying(6) NOT NULL,
    asked_by_id bigint,
    office_id bigint NOT NULL,
    referral_id bigint NOT NULL,
    signed_by_id bigint,
    CONSTRAINT papers_signed_have_a_moment CHECK (((signed_by_id IS NULL) OR (signed_at IS NOT NULL)))
);

ALTER TABLE public.referrals_paper_list ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_paper_list_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_person_notice (
    id bigint NOT NULL,
    kind character varying(6) NOT NULL,
    key character varying(60) NOT NULL,
    channel character varying(6) NOT NULL,
    state character varying(8) NOT NULL,
    retry_key uuid NOT NULL,
    not_before timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    error character varying(200) NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone,
    case_id bigint NOT NULL,
    referral_id bigint NOT NULL,
    missed character varying(6) NOT NULL,
    CONSTRAINT referrals_person_notice_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.referrals_person_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_person_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_rating (
    id bigint NOT NULL,
    score smallint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    referral_id bigint NOT NULL,
    CONSTRAINT rating_score CHECK (((score >= 1) AND (score <= 5))),
    CONSTRAINT referrals_rating_score_check CHECK ((score >= 0))
);

ALTER TABLE public.referrals_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_referral (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    due_at timestamp with time zone,
    level character varying(8) NOT NULL,
    rises_at timestamp with time zone,
    tries smallint NOT NULL,
    appointment_at timestamp with time zone,
    decline character varying(12) NOT NULL,
    next_step character varying(14) NOT NULL,
    outcome character varying(10) NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    area_id integer NOT NULL,
    case_id bigint NOT NULL,
    contact_id bigint,
    office_id bigint NOT NULL,
    owner_id bigint,
    sender_id bigint NOT NULL,
    sender_seat_id bigint NOT NULL,
    service_id bigint,
    taker_id bigint,
    CONSTRAINT referral_declined_leads_on CHECK (((NOT ((state)::text = 'declined'::text)) OR ((NOT ((decline)::text = ''::text)) AND (NOT ((next_step)::text = ''::text))))),
    CONSTRAINT referral_open_is_owned CHECK ((((contact_id IS NOT NULL) AND (due_at IS NOT NULL) AND (ended_at IS NULL) AND (owner_id IS NOT NULL) AND ((state)::text = ANY ((ARRAY['accepted'::character varying, 'asked'::character varying, 'declined'::character varying, 'in_service'::character varying, 'offered'::character varying, 'received'::character varying, 'scheduled'::character varying, 'served'::character varying, 'told'::character varying, 'unreachable'::character varying])::text[]))) OR ((contact_id IS NULL) AND (due_at IS NULL) AND (ended_at IS NOT NULL) AND (owner_id IS NULL) AND ((state)::text = ANY ((ARRAY['confirmed'::character varying, 'revoked'::character varying, 'unreached'::character varying, 'unserved'::character varying, 'withdrawn'::character varying])::text[]))))),
    CONSTRAINT referral_owner_has_the_turn CHECK ((((owner_id = office_id) AND ((state)::text = ANY ((ARRAY['accepted'::character varying, 'in_service'::character varying, 'offered'::character varying, 'received'::character varying, 'scheduled'::character varying, 'served'::character varying, 'told'::character varying, 'unreachable'::character varying])::text[]))) OR ((owner_id = sender_id) AND ((state)::text = ANY ((ARRAY['asked'::character varying, 'declined'::character varying])::text[]))) OR ((state)::text = ANY ((ARRAY['confirmed'::character varying, 'revoked'::character varying, 'unreached'::character varying, 'unserved'::character varying, 'withdrawn'::character varying])::text[])))),
    CONSTRAINT referral_rises_to_the_centre CHECK (((((level)::text = ''::text) AND (rises_at IS NULL) AND ((state)::text = ANY ((ARRAY['confirmed'::character varying, 'revoked'::character varying, 'unreached'::character varying, 'unserved'::character varying, 'withdrawn'::character varying])::text[]))) OR (((level)::text = 'centre'::text) AND (rises_at IS NULL) AND ((state)::text = ANY ((ARRAY['accepted'::character varying, 'asked'::character varying, 'declined'::character varying, 'in_service'::character varying, 'offered'::character varying, 'received'::character varying, 'scheduled'::character varying, 'served'::character varying, 'told'::character varying, 'unreachable'::character varying])::text[]))) OR ((rises_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['accepted'::character varying, 'asked'::character varying, 'declined'::character varying, 'in_service'::character varying, 'offered'::character varying, 'received'::character varying, 'scheduled'::character varying, 'served'::character varying, 'told'::character varying, 'unreachable'::character varying])::text[])) AND (NOT ((level)::text = ANY ((ARRAY[''::character varying, 'centre'::character varying])::text[])))))),
    CONSTRAINT referral_scheduled_when CHECK (((NOT ((state)::text = 'scheduled'::text)) OR (appointment_at IS NOT NULL))),
    CONSTRAINT referral_told_what CHECK (((NOT ((state)::text = ANY ((ARRAY['told'::character varying, 'confirmed'::character varying])::text[]))) OR (NOT ((outcome)::text = ''::text)))),
    CONSTRAINT referrals_referral_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.referrals_referral ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_referral_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.referrals_track_key (
    id bigint NOT NULL,
    pin_hash character varying(64) NOT NULL,
    serial integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    made_by_id bigint,
    CONSTRAINT referrals_track_key_serial_check CHECK ((serial >= 0))
);

ALTER TABLE public.referrals_track_key ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.referrals_track_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_dimension (
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(12) NOT NULL,
    kind character varying(10) NOT NULL,
    "order" smallint NOT NULL,
    CONSTRAINT registers_dimension_order_check CHECK (("order" >= 0))
);

CREATE TABLE public.registers_dimension_member (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(10) NOT NULL,
    "order" smallint NOT NULL,
    dimension_id character varying(12) NOT NULL,
    CONSTRAINT dimension_member_code CHECK ((NOT ((code)::text ~~ '%:%'::text))),
    CONSTRAINT registers_dimension_member_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.registers_dimension_member ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_dimension_member_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_fiscal_year (
    id bigint NOT NULL,
    year smallint NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    CONSTRAINT fiscal_year_is_be CHECK (((year >= 2500) AND (year <= 2700))),
    CONSTRAINT registers_fiscal_year_year_check CHECK ((year >= 0))
);

ALTER TABLE public.registers_fiscal_year ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_fiscal_year_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_glass (
    id bigint NOT NULL,
    why text NOT NULL,
    at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    verdict character varying(12) NOT NULL,
    review text NOT NULL,
    reviewed_at timestamp with time zone,
    office_id bigint NOT NULL,
    person_id bigint NOT NULL,
    reviewed_by_id bigint,
    seat_id bigint NOT NULL,
    worker_id bigint NOT NULL,
    CONSTRAINT glass_one_hour CHECK (((until > at) AND (until <= (at + '01:00:00'::interval)))),
    CONSTRAINT glass_reviewed CHECK ((((reviewed_at IS NULL) AND ((verdict)::text = ''::text)) OR ((NOT ((verdict)::text = ''::text)) AND (reviewed_at IS NOT NULL))))
);

ALTER TABLE public.registers_glass ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_glass_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_indicator (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(40) NOT NULL,
    unit_th character varying(60) NOT NULL,
    unit_en character varying(60) NOT NULL,
    decimals smallint NOT NULL,
    direction smallint NOT NULL,
    summing character varying(8) NOT NULL,
    frequency character varying(16) NOT NULL,
    counted character varying(8) NOT NULL,
    may_count_twice boolean NOT NULL,
    is_main boolean NOT NULL,
    is_people boolean NOT NULL,
    minimum_path bigint NOT NULL,
    source_th character varying(300) NOT NULL,
    definition_th text NOT NULL,
    lead_id character varying(20),
    policy_id bigint,
    denominator_th character varying(200) NOT NULL,
    numerator_th character varying(200) NOT NULL,
    retired_on date,
    retired_why character varying(300) NOT NULL,
    situation_field character varying(20) DEFAULT ''::character varying NOT NULL,
    splits character varying(12)[] DEFAULT '{}'::character varying(12)[] NOT NULL,
    counts_from character varying(10) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT indicator_people_counts_people CHECK (((NOT is_people) OR ((counted)::text = 'people'::text))),
    CONSTRAINT registers_indicator_decimals_check CHECK ((decimals >= 0))
);

ALTER TABLE public.registers_indicator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_indicator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_load (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    digest character varying(64) NOT NULL,
    dry boolean NOT NULL,
    purpose character varying(10) NOT NULL,
    ground character varying(12) NOT NULL,
    notice_version character varying(40) NOT NULL,
    total integer NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    job bigint,
    office_id bigint NOT NULL,
    person_id bigint,
    seat_id bigint,
    CONSTRAINT load_notice CHECK ((NOT ((notice_version)::text = ''::text))),
    CONSTRAINT registers_load_total_check CHECK ((total >= 0))
);

ALTER TABLE public.registers_load ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_load_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_load_row (
    id bigint NOT NULL,
    n integer NOT NULL,
    sheet character varying(100) NOT NULL,
    "row" integer NOT NULL,
    told text NOT NULL,
    verdict character varying(8) NOT NULL,
    field character varying(30) NOT NULL,
    text character varying(300) NOT NULL,
    load_id bigint NOT NULL,
    worker_id bigint,
    CONSTRAINT registers_load_row_n_check CHECK ((n >= 0)),
    CONSTRAINT registers_load_row_row_check CHECK (("row" >= 0))
);

ALTER TABLE public.registers_load_row ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_load_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_merge (
    id bigint NOT NULL,
    prior text NOT NULL,
    moved bigint[] NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint,
    undone_by_id bigint,
    gone_id bigint NOT NULL,
    kept_id bigint NOT NULL,
    CONSTRAINT merge_of_two CHECK ((NOT (kept_id = gone_id)))
);

ALTER TABLE public.registers_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_mobile_day (
    id bigint NOT NULL,
    day date NOT NULL,
    begins time without time zone NOT NULL,
    ends time without time zone NOT NULL,
    place character varying(300) NOT NULL,
    latitude numeric(8,6),
    longitude numeric(9,6),
    services character varying(60)[] NOT NULL,
    agencies character varying(20)[] NOT NULL,
    others character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    called_off character varying(300) NOT NULL,
    came integer,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT mobile_day_called_off CHECK (((((state)::text = 'called_off'::text) AND (NOT ((called_off)::text = ''::text))) OR ((NOT ((state)::text = 'called_off'::text)) AND ((called_off)::text = ''::text)))),
    CONSTRAINT mobile_day_came CHECK ((((came <= 100000) AND ((state)::text = 'held'::text) AND (came IS NOT NULL)) OR ((NOT ((state)::text = 'held'::text)) AND (came IS NULL)))),
    CONSTRAINT mobile_day_hours CHECK ((ends > begins)),
    CONSTRAINT mobile_day_point CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude IS NOT NULL) AND (longitude IS NOT NULL) AND ((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric)) AND ((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric))))),
    CONSTRAINT registers_mobile_day_came_check CHECK ((came >= 0))
);

ALTER TABLE public.registers_mobile_day ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_mobile_day_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_not_same (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    by_id bigint,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    CONSTRAINT not_same_in_order CHECK ((first_id < second_id))
);

ALTER TABLE public.registers_not_same ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_not_same_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_paper (
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(40) NOT NULL,
    "order" smallint NOT NULL,
    CONSTRAINT registers_paper_order_check CHECK (("order" >= 0))
);

CREATE TABLE public.registers_person_check (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    verdict character varying(10) NOT NULL,
    digest character varying(64) NOT NULL,
    found bigint[] NOT NULL,
    proven bigint[] NOT NULL,
    office_id bigint,
    person_id bigint,
    seat_id bigint
);

ALTER TABLE public.registers_person_check ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_person_check_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_policy (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    axis character varying(16) NOT NULL,
    number smallint NOT NULL,
    short_th character varying(80) NOT NULL,
    short_en character varying(80) NOT NULL,
    why_th text NOT NULL,
    headline smallint,
    lead_id character varying(20),
    owner_id bigint,
    policy_set_id bigint NOT NULL,
    strategy_id bigint,
    classification smallint NOT NULL,
    withdrawn_on date,
    withdrawn_why character varying(300) NOT NULL,
    CONSTRAINT registers_policy_classification_check CHECK ((classification >= 0)),
    CONSTRAINT registers_policy_headline_check CHECK ((headline >= 0)),
    CONSTRAINT registers_policy_number_check CHECK ((number >= 0))
);

ALTER TABLE public.registers_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_policy_set (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(40) NOT NULL,
    giver_th character varying(200) NOT NULL,
    giver_en character varying(200) NOT NULL,
    given_on date,
    fiscal_year smallint NOT NULL,
    version smallint NOT NULL,
    is_demo boolean NOT NULL,
    source character varying(300) NOT NULL,
    replaces_id bigint,
    is_draft boolean NOT NULL,
    CONSTRAINT registers_policy_set_fiscal_year_check CHECK ((fiscal_year >= 0)),
    CONSTRAINT registers_policy_set_version_check CHECK ((version >= 0))
);

ALTER TABLE public.registers_policy_set ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_policy_set_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_reference_series (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(40) NOT NULL,
    unit_th character varying(60) NOT NULL,
    as_of date NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT reference_has_source CHECK ((NOT ((source)::text = ''::text)))
);

ALTER TABLE public.registers_reference_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_reference_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_reference_value (
    id bigint NOT NULL,
    value bigint NOT NULL,
    area_id integer NOT NULL,
    series_id bigint NOT NULL,
    CONSTRAINT reference_value_not_negative CHECK ((value >= 0))
);

ALTER TABLE public.registers_reference_value ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_reference_value_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_service (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    state character varying(6) NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    description_th text NOT NULL,
    description_en text NOT NULL,
    eligibility_th text NOT NULL,
    eligibility_en text NOT NULL,
    who character varying(20)[],
    sections character varying(5)[],
    age_from smallint,
    age_to smallint,
    nationality character varying(7) NOT NULL,
    papers character varying(40)[],
    fee bigint,
    fee_note_th character varying(300) NOT NULL,
    fee_note_en character varying(300) NOT NULL,
    days smallint,
    promises jsonb,
    hours_th character varying(200) NOT NULL,
    hours_en character varying(200) NOT NULL,
    capacity integer,
    paused_reason character varying(300) NOT NULL,
    checked_on date,
    area_id integer NOT NULL,
    checked_by_id bigint,
    office_id bigint NOT NULL,
    template_id bigint,
    CONSTRAINT registers_service_age_from_check CHECK ((age_from >= 0)),
    CONSTRAINT registers_service_age_to_check CHECK ((age_to >= 0)),
    CONSTRAINT registers_service_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT registers_service_days_check CHECK ((days >= 0)),
    CONSTRAINT service_ages CHECK (((age_from IS NULL) OR (age_to IS NULL) OR (age_from <= age_to))),
    CONSTRAINT service_checked CHECK ((((checked_by_id IS NULL) AND (checked_on IS NULL)) OR (checked_on IS NOT NULL))),
    CONSTRAINT service_days CHECK (((days IS NULL) OR (days <= 365))),
    CONSTRAINT service_fee CHECK (((fee IS NULL) OR ((fee >= 0) AND (fee <= '10000000000'::bigint)))),
    CONSTRAINT service_named_once CHECK ((((template_id IS NULL) AND (NOT ((name_th)::text = ''::text)) AND (sections IS NOT NULL) AND (who IS NOT NULL)) OR ((age_from IS NULL) AND (age_to IS NULL) AND ((name_en)::text = ''::text) AND ((name_th)::text = ''::text) AND ((nationality)::text = ''::text) AND (sections IS NULL) AND (template_id IS NOT NULL) AND (who IS NULL)))),
    CONSTRAINT service_paused_with_reason CHECK (((((state)::text = 'paused'::text) AND (NOT ((paused_reason)::text = ''::text))) OR ((NOT ((state)::text = 'paused'::text)) AND ((paused_reason)::text = ''::text)))),
    CONSTRAINT service_sections_known CHECK (((sections IS NULL) OR (sections <@ ARRAY['33'::character varying(5), '39'::character varying(5), '40'::character varying(5), '40-1'::character varying(5), '40-2'::character varying(5), '40-3'::character varying(5), 'none'::character varying(5)]))),
    CONSTRAINT service_who_known CHECK (((who IS NULL) OR (who <@ ARRAY['employee'::character varying(20), 'informal'::character varying(20), 'home_worker'::character varying(20), 'domestic'::character varying(20), 'rider'::character varying(20), 'vendor'::character varying(20), 'contract_farmer'::character varying(20), 'own_account'::character varying(20), 'family_worker'::character varying(20), 'job_seeker'::character varying(20), 'employer'::character varying(20), 'going_abroad'::character varying(20), 'abroad'::character varying(20), 'disabled'::character varying(20)])))
);

ALTER TABLE public.registers_service ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_service_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_service_template (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(60) NOT NULL,
    state character varying(10) NOT NULL,
    description_th text NOT NULL,
    description_en text NOT NULL,
    eligibility_th text NOT NULL,
    eligibility_en text NOT NULL,
    who character varying(20)[] NOT NULL,
    sections character varying(5)[] NOT NULL,
    age_from smallint,
    age_to smallint,
    nationality character varying(7) NOT NULL,
    papers character varying(40)[] NOT NULL,
    fee bigint,
    fee_note_th character varying(300) NOT NULL,
    fee_note_en character varying(300) NOT NULL,
    days smallint,
    promises jsonb NOT NULL,
    legal_basis character varying(300) NOT NULL,
    source character varying(300) NOT NULL,
    agency_id character varying(20) NOT NULL,
    CONSTRAINT registers_service_template_age_from_check CHECK ((age_from >= 0)),
    CONSTRAINT registers_service_template_age_to_check CHECK ((age_to >= 0)),
    CONSTRAINT registers_service_template_days_check CHECK ((days >= 0)),
    CONSTRAINT template_ages CHECK (((age_from IS NULL) OR (age_to IS NULL) OR (age_from <= age_to))),
    CONSTRAINT template_days CHECK (((days IS NULL) OR (days <= 365))),
    CONSTRAINT template_fee CHECK (((fee IS NULL) OR ((fee >= 0) AND (fee <= '10000000000'::bigint)))),
    CONSTRAINT template_sections_known CHECK ((sections <@ ARRAY['33'::character varying(5), '39'::character varying(5), '40'::character varying(5), '40-1'::character varying(5), '40-2'::character varying(5), '40-3'::character varying(5), 'none'::character varying(5)])),
    CONSTRAINT template_who_known CHECK ((who <@ ARRAY['employee'::character varying(20), 'informal'::character varying(20), 'home_worker'::character varying(20), 'domestic'::character varying(20), 'rider'::character varying(20), 'vendor'::character varying(20), 'contract_farmer'::character varying(20), 'own_account'::character varying(20), 'family_worker'::character varying(20), 'job_seeker'::character varying(20), 'employer'::character varying(20), 'going_abroad'::character varying(20), 'abroad'::character varying(20), 'disabled'::character varying(20)]))
);

ALTER TABLE public.registers_service_template ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_service_template_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_setting (
    code character varying(60) NOT NULL,
    value jsonb NOT NULL,
    changed timestamp with time zone NOT NULL
);

CREATE TABLE public.registers_strategy (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(40) NOT NULL,
    level character varying(10) NOT NULL,
    source character varying(300) NOT NULL,
    parent_id bigint
);

ALTER TABLE public.registers_strategy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_strategy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_target (
    id bigint NOT NULL,
    fiscal_year smallint NOT NULL,
    value bigint NOT NULL,
    path bigint[] NOT NULL,
    baseline bigint,
    applies boolean NOT NULL,
    reason character varying(300) NOT NULL,
    area_id integer NOT NULL,
    indicator_id bigint NOT NULL,
    office_id bigint,
    due_month smallint,
    CONSTRAINT registers_target_due_month_check CHECK ((due_month >= 0)),
    CONSTRAINT registers_target_fiscal_year_check CHECK ((fiscal_year >= 0)),
    CONSTRAINT target_due_month_of_a_year CHECK (((due_month IS NULL) OR ((due_month >= 1) AND (due_month <= 12)))),
    CONSTRAINT target_path_twelve_months CHECK (((NOT applies) OR (
CASE
    WHEN (path IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(path, 1), 0)
END = 12))),
    CONSTRAINT target_reason_if_not CHECK ((applies OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.registers_target ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_target_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_tie (
    id bigint NOT NULL,
    purpose character varying(10) NOT NULL,
    ground character varying(12) NOT NULL,
    notice_version character varying(40) NOT NULL,
    given_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    withdrawn_at timestamp with time zone,
    office_id bigint NOT NULL,
    recorded_by_id bigint,
    worker_id bigint NOT NULL,
    CONSTRAINT tie_ends_after CHECK (((withdrawn_at IS NULL) OR (withdrawn_at >= given_at))),
    CONSTRAINT tie_notice CHECK ((NOT ((notice_version)::text = ''::text)))
);

ALTER TABLE public.registers_tie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_tie_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_warning_limit (
    id bigint NOT NULL,
    above bigint,
    below bigint,
    hold smallint NOT NULL,
    clear smallint NOT NULL,
    indicator_id bigint NOT NULL,
    CONSTRAINT registers_warning_limit_clear_check CHECK ((clear >= 0)),
    CONSTRAINT registers_warning_limit_hold_check CHECK ((hold >= 0)),
    CONSTRAINT warning_limit_clear CHECK ((clear <= 100)),
    CONSTRAINT warning_limit_hold CHECK (((hold >= 1) AND (hold <= 24))),
    CONSTRAINT warning_limit_one_side CHECK ((((above IS NULL) OR (below IS NULL)) AND (1 = (
CASE
    WHEN (above IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (below IS NULL) THEN 1
    ELSE 0
END))))
);

ALTER TABLE public.registers_warning_limit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_warning_limit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_work_item (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(60) NOT NULL,
    fiscal_year smallint NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT registers_work_item_fiscal_year_check CHECK ((fiscal_year >= 0))
);

ALTER TABLE public.registers_work_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_work_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_work_item_policy (
    id bigint NOT NULL,
    workitem_id bigint NOT NULL,
    policy_id bigint NOT NULL
);

ALTER TABLE public.registers_work_item_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_work_item_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registers_worker (
    id bigint NOT NULL,
    title text NOT NULL,
    given_name text NOT NULL,
    family_name text NOT NULL,
    name_latin text NOT NULL,
    id_kind character varying(8) NOT NULL,
    id_number text NOT NULL,
    id_key character varying(64) NOT NULL,
    phone text NOT NULL,
    phone_key character varying(64) NOT NULL,
    contact text NOT NULL,
    contact_key character varying(64) NOT NULL,
    keys bigint[] NOT NULL,
    birth_year smallint,
    sex character varying(6) NOT NULL,
    occupation character varying(1) NOT NULL,
    industry character varying(1) NOT NULL,
    nationality character varying(2) NOT NULL,
    employment character varying(10) NOT NULL,
    informal_group character varying(8) NOT NULL,
    definition character varying(20) NOT NULL,
    definition_source character varying(300) NOT NULL,
    section character varying(4) NOT NULL,
    option smallint,
    channel character varying(6) NOT NULL,
    consented_at timestamp with time zone,
    protected character varying(12) NOT NULL,
    state character varying(6) NOT NULL,
    created timestamp with time zone NOT NULL,
    changed timestamp with time zone NOT NULL,
    home_area_id integer,
    merged_into_id bigint,
    office_id bigint NOT NULL,
    work_area_id integer,
    erased_at timestamp with time zone,
    line_at timestamp with time zone,
    line_id text NOT NULL,
    line_key character varying(64) NOT NULL,
    CONSTRAINT registers_worker_option_check CHECK ((option >= 0)),
    CONSTRAINT worker_birth_year CHECK (((birth_year IS NULL) OR ((birth_year >= 1880) AND (birth_year <= 2100)))),
    CONSTRAINT worker_channel_line CHECK (((NOT ((channel)::text = ANY ((ARRAY['email'::character varying, 'letter'::character varying])::text[]))) OR (NOT ((contact_key)::text = ''::text)))),
    CONSTRAINT worker_channel_phone CHECK (((NOT ((channel)::text = ANY ((ARRAY['sms'::character varying, 'call'::character varying])::text[]))) OR (NOT ((phone_key)::text = ''::text)))),
    CONSTRAINT worker_consent CHECK (((((channel)::text = 'none'::text) OR (consented_at IS NOT NULL)) AND (1 = (
CASE
    WHEN ((channel)::text = 'none'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (consented_at IS NOT NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT worker_definition CHECK (((((definition)::text = ''::text) AND ((definition_source)::text = ''::text) AND ((employment)::text = ''::text)) OR ((NOT ((employment)::text = ''::text)) AND (NOT ((definition)::text = ''::text)) AND (NOT ((definition_source)::text = ''::text))))),
    CONSTRAINT worker_erased_has_no_name CHECK (((erased_at IS NULL) OR ((((((((title || given_name) || family_name) || name_latin) || id_number) || phone) || contact) || line_id) = ''::text))),
    CONSTRAINT worker_erased_is_empty CHECK (((erased_at IS NULL) OR ((birth_year IS NULL) AND ((contact_key)::text = ''::text) AND ((id_key)::text = ''::text) AND (keys = '{}'::bigint[]) AND ((line_key)::text = ''::text) AND ((phone_key)::text = ''::text) AND ((protected)::text = ''::text) AND ((sex)::text = ''::text)))),
    CONSTRAINT worker_group CHECK ((((informal_group)::text = ''::text) OR ((employment)::text = 'informal'::text))),
    CONSTRAINT worker_line_consent CHECK (((((line_key)::text = ''::text) OR (line_at IS NOT NULL)) AND (1 = (
CASE
    WHEN ((line_key)::text = ''::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (line_at IS NOT NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT worker_merged CHECK (((((state)::text = 'merged'::text) OR (merged_into_id IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'merged'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (merged_into_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT worker_nationality CHECK (((nationality)::text ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT worker_not_into_itself CHECK ((NOT ((merged_into_id = id) AND (merged_into_id IS NOT NULL)))),
    CONSTRAINT worker_option CHECK (((option IS NULL) OR (((option >= 1) AND (option <= 3)) AND ((section)::text = '40'::text)))),
    CONSTRAINT worker_paper CHECK (((((id_kind)::text = 'none'::text) OR (NOT ((id_key)::text = ''::text))) AND (1 = (
CASE
    WHEN ((id_kind)::text = 'none'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (NOT ((id_key)::text = ''::text)) THEN 1
    ELSE 0
END))))
);

ALTER TABLE public.registers_worker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registers_worker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_booking (
    id bigint NOT NULL,
    begins timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    purpose character varying(300) NOT NULL,
    place character varying(300) NOT NULL,
    people integer,
    amount bigint,
    exclusive boolean NOT NULL,
    price bigint NOT NULL,
    share smallint NOT NULL,
    state character varying(12) NOT NULL,
    reason character varying(300) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    handed_at timestamp with time zone,
    handed_condition character varying(500) NOT NULL,
    returned_at timestamp with time zone,
    returned_condition character varying(500) NOT NULL,
    area_id integer,
    office_id bigint NOT NULL,
    seat_id bigint,
    resource_id bigint NOT NULL,
    CONSTRAINT booking_amount CHECK ((((amount IS NULL) AND exclusive) OR ((amount > 0) AND (amount <= '10000000000000'::bigint) AND (NOT exclusive) AND (price = 0)))),
    CONSTRAINT booking_handed CHECK ((((handed_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['handed_over'::character varying, 'returned'::character varying])::text[]))) OR ((NOT ((state)::text = ANY ((ARRAY['handed_over'::character varying, 'returned'::character varying])::text[]))) AND (handed_at IS NULL)))),
    CONSTRAINT booking_reason CHECK (((((state)::text = ANY ((ARRAY['declined'::character varying, 'cancelled'::character varying])::text[])) AND (NOT ((reason)::text = ''::text))) OR ((NOT ((state)::text = ANY ((ARRAY['declined'::character varying, 'cancelled'::character varying])::text[]))) AND ((reason)::text = ''::text)))),
    CONSTRAINT booking_returned CHECK ((((returned_at IS NOT NULL) AND ((state)::text = 'returned'::text)) OR ((NOT ((state)::text = 'returned'::text)) AND (returned_at IS NULL)))),
    CONSTRAINT booking_span CHECK ((ends > begins)),
    CONSTRAINT resources_booking_people_check CHECK ((people >= 0)),
    CONSTRAINT resources_booking_share_check CHECK ((share >= 0))
);

ALTER TABLE public.resources_booking ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_booking_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_contribution (
    id bigint NOT NULL,
    what character varying(300) NOT NULL,
    people integer,
    person_days integer,
    amount bigint,
    state character varying(10) NOT NULL,
    reason character varying(300) NOT NULL,
    delivered_people integer,
    delivered_days integer,
    delivered_amount bigint,
    booking_id bigint,
    office_id bigint NOT NULL,
    seat_id bigint,
    activity_id bigint NOT NULL,
    CONSTRAINT contribution_amount CHECK ((((amount IS NULL) OR ((amount > 0) AND (amount <= '10000000000000'::bigint))) AND ((delivered_amount IS NULL) OR ((delivered_amount >= 0) AND (delivered_amount <= '10000000000000'::bigint))))),
    CONSTRAINT contribution_delivered CHECK ((((state)::text = 'delivered'::text) OR ((delivered_amount IS NULL) AND (delivered_days IS NULL) AND (delivered_people IS NULL)))),
    CONSTRAINT contribution_something CHECK (((people > 0) OR (person_days > 0) OR (amount > 0) OR (booking_id IS NOT NULL))),
    CONSTRAINT contribution_withdrawn CHECK (((((state)::text = 'withdrawn'::text) AND (NOT ((reason)::text = ''::text))) OR ((NOT ((state)::text = 'withdrawn'::text)) AND ((reason)::text = ''::text)))),
    CONSTRAINT resources_contribution_delivered_days_check CHECK ((delivered_days >= 0)),
    CONSTRAINT resources_contribution_delivered_people_check CHECK ((delivered_people >= 0)),
    CONSTRAINT resources_contribution_people_check CHECK ((people >= 0)),
    CONSTRAINT resources_contribution_person_days_check CHECK ((person_days >= 0))
);

ALTER TABLE public.resources_contribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_contribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_joint_activity (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    aim text NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    place character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    called_off character varying(300) NOT NULL,
    reached integer,
    outcome character varying(1000) NOT NULL,
    area_id integer NOT NULL,
    mobile_day_id bigint,
    office_id bigint NOT NULL,
    seat_id bigint,
    CONSTRAINT joint_activity_called_off CHECK (((((state)::text = 'called_off'::text) AND (NOT ((called_off)::text = ''::text))) OR ((NOT ((state)::text = 'called_off'::text)) AND ((called_off)::text = ''::text)))),
    CONSTRAINT joint_activity_days CHECK ((last >= first)),
    CONSTRAINT joint_activity_reached CHECK ((((reached <= 100000) AND ((state)::text = 'held'::text) AND (reached IS NOT NULL)) OR ((NOT ((state)::text = 'held'::text)) AND (reached IS NULL)))),
    CONSTRAINT resources_joint_activity_reached_check CHECK ((reached >= 0))
);

ALTER TABLE public.resources_joint_activity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_joint_activity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_line (
    id bigint NOT NULL,
    account character varying(4) NOT NULL,
    amount bigint NOT NULL,
    counterpart_id bigint NOT NULL,
    office_id bigint NOT NULL,
    posting_id bigint NOT NULL,
    CONSTRAINT line_amount CHECK ((NOT (amount = 0))),
    CONSTRAINT line_sides CHECK ((NOT (office_id = counterpart_id)))
);

ALTER TABLE public.resources_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_need (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    skill character varying(60) NOT NULL,
    seats integer,
    begins timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    purpose character varying(300) NOT NULL,
    priority smallint NOT NULL,
    state character varying(6) NOT NULL,
    reason character varying(300) NOT NULL,
    told_at timestamp with time zone NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    seat_id bigint,
    CONSTRAINT need_closed CHECK (((((state)::text = 'closed'::text) AND (NOT ((reason)::text = ''::text))) OR (((reason)::text = ''::text) AND ((state)::text = 'open'::text)))),
    CONSTRAINT need_kind CHECK (((priority = ANY (ARRAY[1, 2, 3])) AND (NOT ((kind)::text = 'money'::text)))),
    CONSTRAINT need_span CHECK ((ends > begins)),
    CONSTRAINT resources_need_priority_check CHECK ((priority >= 0)),
    CONSTRAINT resources_need_seats_check CHECK ((seats >= 0))
);

ALTER TABLE public.resources_need ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_need_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_posting (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    day date NOT NULL,
    days integer,
    share smallint,
    total bigint NOT NULL,
    charged bigint NOT NULL,
    document character varying(100) NOT NULL,
    note character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    booking_id bigint,
    borrower_id bigint NOT NULL,
    lender_id bigint NOT NULL,
    reverses_id bigint,
    seat_id bigint,
    CONSTRAINT posting_kind CHECK ((((booking_id IS NOT NULL) AND (charged >= 0) AND ((kind)::text = 'charge'::text) AND (reverses_id IS NULL) AND (total > 0)) OR ((booking_id IS NULL) AND (charged < 0) AND ((kind)::text = 'settlement'::text) AND (reverses_id IS NULL) AND (NOT ((document)::text = ''::text))) OR (((kind)::text = 'reversal'::text) AND (reverses_id IS NOT NULL) AND (NOT ((note)::text = ''::text))))),
    CONSTRAINT posting_sides CHECK ((NOT (lender_id = borrower_id))),
    CONSTRAINT resources_posting_days_check CHECK ((days >= 0)),
    CONSTRAINT resources_posting_share_check CHECK ((share >= 0))
);

ALTER TABLE public.resources_posting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_posting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_resource (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    seats integer,
    skills character varying(60)[] NOT NULL,
    languages character varying(8)[] NOT NULL,
    conditions text NOT NULL,
    day_price bigint NOT NULL,
    share smallint NOT NULL,
    amount bigint,
    until date,
    state character varying(10) NOT NULL,
    withdrawn character varying(300) NOT NULL,
    sort_th character varying(300) NOT NULL COLLATE pg_catalog."C",
    grams text[] NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    seat_id bigint,
    CONSTRAINT resource_amount CHECK ((((amount > 0) AND (amount <= '10000000000000'::bigint) AND (day_price = 0) AND ((kind)::text = 'money'::text)) OR ((NOT ((kind)::text = 'money'::text)) AND (amount IS NULL)))),
    CONSTRAINT resource_languages CHECK ((((kind)::text = 'interpreter'::text) OR (languages = '{}'::character varying(8)[]))),
    CONSTRAINT resource_price CHECK (((day_price >= 0) AND (day_price <= '10000000000000'::bigint) AND (share <= 100))),
    CONSTRAINT resource_withdrawn CHECK (((((state)::text = 'withdrawn'::text) AND (NOT ((withdrawn)::text = ''::text))) OR (((state)::text = 'offered'::text) AND ((withdrawn)::text = ''::text)))),
    CONSTRAINT resources_resource_seats_check CHECK ((seats >= 0)),
    CONSTRAINT resources_resource_share_check CHECK ((share >= 0))
);

ALTER TABLE public.resources_resource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_resource_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_alarm (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    type character varying(20) NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    is_on boolean NOT NULL,
    day date NOT NULL,
    as_of date NOT NULL,
    method character varying(5) NOT NULL,
    score double precision NOT NULL,
    strength double precision NOT NULL,
    observed double precision NOT NULL,
    expected double precision NOT NULL,
    compared date[] NOT NULL,
    series jsonb NOT NULL,
    state character varying(6) NOT NULL,
    reason character varying(500) NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    looked_at timestamp with time zone,
    decided_at timestamp with time zone,
    area_id integer NOT NULL,
    decided_by_id bigint,
    event_id bigint,
    indicator_id bigint,
    looked_by_id bigint,
    CONSTRAINT alarm_aside_has_reason CHECK (((NOT ((state)::text = 'aside'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT alarm_counts_one_thing CHECK ((((indicator_id IS NULL) AND ((kind)::text = 'mentions'::text) AND (NOT ((type)::text = ''::text))) OR ((indicator_id IS NOT NULL) AND ((kind)::text = 'figure'::text) AND ((type)::text = ''::text)))),
    CONSTRAINT alarm_days_in_order CHECK (((day <= last) AND (first <= day) AND (last <= as_of))),
    CONSTRAINT alarm_linked_has_event CHECK (((((state)::text = 'linked'::text) OR (event_id IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'linked'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (event_id IS NULL) THEN 1
    ELSE 0
END))))
);

ALTER TABLE public.situation_alarm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_alarm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_alert (
    id bigint NOT NULL,
    kind character varying(6) NOT NULL,
    state character varying(9) NOT NULL,
    headline_th character varying(160) NOT NULL,
    headline_en character varying(160) NOT NULL,
    description_th text NOT NULL,
    description_en text NOT NULL,
    instruction_th text NOT NULL,
    instruction_en text NOT NULL,
    expires timestamp with time zone NOT NULL,
    checked boolean NOT NULL,
    identifier character varying(80) NOT NULL,
    sender character varying(200) NOT NULL,
    sent timestamp with time zone,
    document text NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    event_id bigint NOT NULL,
    prepared_by_id bigint NOT NULL,
    previous_id bigint,
    published_by_id bigint,
    CONSTRAINT alert_chain CHECK (((((kind)::text = 'alert'::text) OR (previous_id IS NOT NULL)) AND (1 = (
CASE
    WHEN ((kind)::text = 'alert'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (previous_id IS NOT NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT alert_told_is_whole CHECK ((((document = ''::text) AND ((identifier)::text = ''::text) AND (sent IS NULL) AND ((state)::text = ANY ((ARRAY['draft'::character varying, 'dropped'::character varying])::text[]))) OR ((sent IS NOT NULL) AND ((state)::text = ANY ((ARRAY['published'::character varying, 'replaced'::character varying])::text[])) AND (NOT ((identifier)::text = ''::text)) AND (NOT (document = ''::text))))),
    CONSTRAINT alert_two_people CHECK (((published_by_id IS NULL) OR (NOT ((published_by_id = prepared_by_id) AND (published_by_id IS NOT NULL)))))
);

ALTER TABLE public.situation_alert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_arrival (
    id bigint NOT NULL,
    place integer NOT NULL,
    at timestamp with time zone NOT NULL,
    fate character varying(9) NOT NULL,
    reason character varying(20) NOT NULL,
    identity character varying(64) NOT NULL,
    title character varying(200) NOT NULL,
    item_id bigint,
    source_id bigint NOT NULL,
    fetch_id bigint NOT NULL,
    CONSTRAINT arrival_has_its_fate CHECK (((((fate)::text = 'refused'::text) AND (item_id IS NULL) AND (NOT ((reason)::text = ''::text))) OR (((fate)::text = ANY ((ARRAY['stored'::character varying, 'duplicate'::character varying])::text[])) AND (item_id IS NOT NULL)))),
    CONSTRAINT situation_arrival_place_check CHECK ((place >= 0))
);

ALTER TABLE public.situation_arrival ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_arrival_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_claim (
    id bigint NOT NULL,
    text text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    check_by timestamp with time zone NOT NULL,
    verdict character varying(9) NOT NULL,
    evidence text NOT NULL,
    checked_at timestamp with time zone,
    correct_by timestamp with time zone,
    correction text NOT NULL,
    corrected_where character varying(300) NOT NULL,
    corrected_at timestamp with time zone,
    area_id integer NOT NULL,
    asked_by_id bigint NOT NULL,
    checked_by_id bigint,
    corrected_by_id bigint,
    event_id bigint,
    office_id bigint NOT NULL,
    CONSTRAINT claim_corrected_what_is_wrong CHECK (((corrected_at IS NULL) OR (((verdict)::text = ANY ((ARRAY['false'::character varying, 'distorted'::character varying])::text[])) AND (NOT (correction = ''::text))))),
    CONSTRAINT claim_has_text CHECK ((NOT (text = ''::text))),
    CONSTRAINT claim_verdict_has_evidence CHECK ((((checked_at IS NULL) AND ((verdict)::text = ''::text)) OR ((NOT ((verdict)::text = ''::text)) AND (NOT (evidence = ''::text)) AND (checked_at IS NOT NULL))))
);

ALTER TABLE public.situation_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_correction (
    id bigint NOT NULL,
    field character varying(10) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    is_standing boolean NOT NULL,
    model_version character varying(40) NOT NULL,
    by_id bigint,
    item_id bigint NOT NULL,
    operation_id bigint
);

ALTER TABLE public.situation_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_day_report (
    id bigint NOT NULL,
    day date NOT NULL,
    is_normal boolean NOT NULL,
    text text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    area_id integer NOT NULL,
    by_id bigint NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT day_report_says_what CHECK ((is_normal OR (NOT (text = ''::text))))
);

ALTER TABLE public.situation_day_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_day_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_day_sheet (
    id bigint NOT NULL,
    day date NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    sheet jsonb NOT NULL
);

ALTER TABLE public.situation_day_sheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_day_sheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_event (
    id bigint NOT NULL,
    number integer NOT NULL,
    year smallint NOT NULL,
    title character varying(300) NOT NULL,
    summary text NOT NULL,
    type character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    place character varying(300) NOT NULL,
    latitude numeric(8,5),
    longitude numeric(8,5),
    happened_at timestamp with time zone,
    affected integer,
    severity character varying(10) NOT NULL,
    urgency character varying(10) NOT NULL,
    certainty character varying(10) NOT NULL,
    digit smallint NOT NULL,
    classification smallint NOT NULL,
    is_public boolean NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    verified_at timestamp with time zone,
    closed_at timestamp with time zone,
    lesson text NOT NULL,
    area_id integer NOT NULL,
    merged_into_id bigint,
    opened_by_id bigint,
    owner_id bigint NOT NULL,
    finding character varying(5) NOT NULL,
    is_void boolean NOT NULL,
    CONSTRAINT event_closed_has_lesson CHECK (((NOT ((state)::text = 'closed'::text)) OR (NOT (lesson = ''::text)))),
    CONSTRAINT event_not_into_itself CHECK ((NOT ((merged_into_id = id) AND (merged_into_id IS NOT NULL)))),
    CONSTRAINT event_year_is_buddhist CHECK (((year >= 2500) AND (year <= 2700))),
    CONSTRAINT situation_event_affected_check CHECK ((affected >= 0)),
    CONSTRAINT situation_event_classification_check CHECK ((classification >= 0)),
    CONSTRAINT situation_event_digit_check CHECK ((digit >= 0)),
    CONSTRAINT situation_event_number_check CHECK ((number >= 0)),
    CONSTRAINT situation_event_year_check CHECK ((year >= 0))
);

ALTER TABLE public.situation_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_event_link (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    target bigint NOT NULL,
    label character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    event_id bigint NOT NULL
);

ALTER TABLE public.situation_event_link ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_event_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_event_place (
    id bigint NOT NULL,
    role character varying(6) NOT NULL,
    people integer,
    area_id integer NOT NULL,
    event_id bigint NOT NULL,
    CONSTRAINT situation_event_place_people_check CHECK ((people >= 0))
);

ALTER TABLE public.situation_event_place ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_event_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_event_plan_line (
    id bigint NOT NULL,
    phase character varying(6) NOT NULL,
    "order" smallint NOT NULL,
    text character varying(500) NOT NULL,
    office_text character varying(200) NOT NULL,
    copied_from_id bigint,
    event_id bigint NOT NULL,
    CONSTRAINT situation_event_plan_line_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.situation_event_plan_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_event_plan_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_event_task (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    people integer,
    text character varying(500) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    due timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    note text NOT NULL,
    area_id integer,
    done_by_id bigint,
    event_id bigint NOT NULL,
    given_by_id bigint,
    office_id bigint NOT NULL,
    CONSTRAINT event_task_done_has_note CHECK (((done_at IS NULL) OR (NOT (note = ''::text)))),
    CONSTRAINT event_task_due_later CHECK ((due >= given_at)),
    CONSTRAINT situation_event_task_people_check CHECK ((people >= 0))
);

ALTER TABLE public.situation_event_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_event_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_fetch (
    id bigint NOT NULL,
    outcome character varying(12) NOT NULL,
    reason character varying(40) NOT NULL,
    status smallint,
    entries integer NOT NULL,
    received integer NOT NULL,
    stored integer NOT NULL,
    duplicate integer NOT NULL,
    refused integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    folded_at timestamp with time zone,
    by_id bigint,
    office_id bigint,
    raw_id character varying(64),
    source_id bigint NOT NULL,
    CONSTRAINT fetch_balances CHECK ((received = ((stored + duplicate) + refused))),
    CONSTRAINT fetch_closed_has_end CHECK (((((outcome)::text = 'running'::text) OR (finished_at IS NOT NULL)) AND (1 = (
CASE
    WHEN ((outcome)::text = 'running'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (finished_at IS NOT NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT fetch_closed_is_complete CHECK (((((outcome)::text = 'running'::text) AND (received <= entries)) OR (received = entries))),
    CONSTRAINT fetch_failure_has_reason CHECK (((NOT ((outcome)::text = ANY ((ARRAY['failed'::character varying, 'interrupted'::character varying])::text[]))) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT situation_fetch_duplicate_check CHECK ((duplicate >= 0)),
    CONSTRAINT situation_fetch_entries_check CHECK ((entries >= 0)),
    CONSTRAINT situation_fetch_received_check CHECK ((received >= 0)),
    CONSTRAINT situation_fetch_refused_check CHECK ((refused >= 0)),
    CONSTRAINT situation_fetch_status_check CHECK ((status >= 0)),
    CONSTRAINT situation_fetch_stored_check CHECK ((stored >= 0))
);

ALTER TABLE public.situation_fetch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_fetch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_fingerprint (
    mark integer NOT NULL,
    item integer NOT NULL
);

CREATE TABLE public.situation_hand_over (
    id bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    word text NOT NULL,
    sheet jsonb NOT NULL,
    accepted_at timestamp with time zone,
    remark text NOT NULL,
    accepted_by_id bigint,
    area_id integer NOT NULL,
    made_by_id bigint NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT hand_over_two_people CHECK (((accepted_by_id IS NULL) OR (NOT ((accepted_by_id = made_by_id) AND (accepted_by_id IS NOT NULL)))))
);

ALTER TABLE public.situation_hand_over ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_hand_over_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_head_count (
    id bigint NOT NULL,
    as_of timestamp with time zone NOT NULL,
    dimension character varying(10) NOT NULL,
    total integer NOT NULL,
    cells jsonb NOT NULL,
    source character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    event_id bigint NOT NULL,
    CONSTRAINT situation_head_count_total_check CHECK ((total >= 0))
);

ALTER TABLE public.situation_head_count ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_head_count_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_item (
    id bigint NOT NULL,
    identity character varying(64) NOT NULL,
    title character varying(500) NOT NULL,
    text text NOT NULL,
    url character varying(1000) NOT NULL,
    published_at timestamp with time zone,
    received_at timestamp with time zone NOT NULL,
    is_public boolean NOT NULL,
    reading jsonb NOT NULL,
    reader_version character varying(40) NOT NULL,
    is_relevant boolean NOT NULL,
    score double precision NOT NULL,
    types character varying(20)[] NOT NULL,
    model_version character varying(40) NOT NULL,
    is_sampled boolean NOT NULL,
    state character varying(8) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    event_id bigint,
    handed_in_by_id bigint,
    office_id bigint,
    root_id bigint,
    series_id bigint,
    raw_id character varying(64),
    source_id bigint NOT NULL,
    caller text NOT NULL,
    details jsonb NOT NULL,
    photo_id bigint,
    CONSTRAINT news_linked_has_event CHECK (((((state)::text = 'linked'::text) OR (event_id IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'linked'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (event_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT news_not_own_root CHECK ((NOT ((root_id = id) AND (root_id IS NOT NULL))))
);

ALTER TABLE public.situation_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_item_place (
    id bigint NOT NULL,
    confidence double precision NOT NULL,
    area_id integer NOT NULL,
    item_id bigint NOT NULL
);

ALTER TABLE public.situation_item_place ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_item_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.situation_ledger AS
 SELECT ((source_id || '-'::text) || (EXTRACT(epoch FROM date_trunc('hour'::text, at)))::bigint) AS id,
    source_id,
    date_trunc('hour'::text, at) AS hour,
    count(*) AS received,
    count(*) FILTER (WHERE ((fate)::text = 'stored'::text)) AS stored,
    count(*) FILTER (WHERE ((fate)::text = 'duplicate'::text)) AS duplicate,
    count(*) FILTER (WHERE ((fate)::text = 'refused'::text)) AS refused
   FROM public.situation_arrival
  GROUP BY source_id, (date_trunc('hour'::text, at));

CREATE VIEW public.situation_ledger_fault AS
SELECT
    NULL::text AS id,
    NULL::text AS kind,
    NULL::bigint AS source_id,
    NULL::bigint AS fetch_id,
    NULL::integer AS told,
    NULL::bigint AS counted;

CREATE TABLE public.situation_log_entry (
    id bigint NOT NULL,
    text text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    written_at timestamp with time zone NOT NULL,
    marked_at timestamp with time zone,
    area_id integer NOT NULL,
    by_id bigint NOT NULL,
    corrects_id bigint,
    event_id bigint,
    marked_by_id bigint,
    office_id bigint NOT NULL,
    CONSTRAINT log_has_text CHECK ((NOT (text = ''::text))),
    CONSTRAINT log_marked_by_somebody CHECK ((((marked_at IS NULL) AND (marked_by_id IS NULL)) OR ((marked_at IS NOT NULL) AND (marked_by_id IS NOT NULL))))
);

ALTER TABLE public.situation_log_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_log_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_model_version (
    id bigint NOT NULL,
    version character varying(40) NOT NULL,
    state character varying(10) NOT NULL,
    origin character varying(8) NOT NULL,
    sha256 character varying(64) NOT NULL,
    content bytea,
    trained_on jsonb NOT NULL,
    metrics jsonb NOT NULL,
    checked jsonb NOT NULL,
    words jsonb NOT NULL,
    fault text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    promoted_at timestamp with time zone,
    before_id bigint,
    made_by_id bigint,
    promoted_by_id bigint,
    CONSTRAINT model_failure_has_reason CHECK (((NOT ((state)::text = 'failed'::text)) OR (NOT (fault = ''::text)))),
    CONSTRAINT model_has_content CHECK ((((state)::text = ANY ((ARRAY['training'::character varying, 'failed'::character varying])::text[])) OR ((content IS NOT NULL) AND (NOT ((sha256)::text = ''::text))))),
    CONSTRAINT model_not_before_itself CHECK ((NOT ((before_id = id) AND (before_id IS NOT NULL))))
);

ALTER TABLE public.situation_model_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_model_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_operation (
    id bigint NOT NULL,
    kind character varying(6) NOT NULL,
    items jsonb NOT NULL,
    "values" jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    event_id bigint,
    other_id bigint,
    undoes_id bigint
);

ALTER TABLE public.situation_operation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_operation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_raw (
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    media_type character varying(100) NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    CONSTRAINT situation_raw_size_check CHECK ((size >= 0))
);

CREATE TABLE public.situation_received_alert (
    id bigint NOT NULL,
    sender character varying(300) NOT NULL,
    identifier character varying(300) NOT NULL,
    sent timestamp with time zone NOT NULL,
    kind character varying(6) NOT NULL,
    "references" jsonb NOT NULL,
    severity character varying(10) NOT NULL,
    urgency character varying(10) NOT NULL,
    certainty character varying(10) NOT NULL,
    expires timestamp with time zone,
    replaced boolean NOT NULL,
    cancelled boolean NOT NULL,
    item_id bigint NOT NULL
);

ALTER TABLE public.situation_received_alert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_received_alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_rung (
    id bigint NOT NULL,
    severity character varying(10) NOT NULL,
    role character varying(24) NOT NULL,
    "where" character varying(6) NOT NULL,
    minutes smallint NOT NULL,
    channel character varying(6) NOT NULL,
    is_active boolean NOT NULL,
    CONSTRAINT rung_within_a_day CHECK (((minutes >= 1) AND (minutes <= 1440))),
    CONSTRAINT situation_rung_minutes_check CHECK ((minutes >= 0))
);

ALTER TABLE public.situation_rung ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_rung_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_shift (
    id bigint NOT NULL,
    starts timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    leads boolean NOT NULL,
    area_id integer NOT NULL,
    office_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT shift_ends_after_start CHECK ((ends > starts))
);

ALTER TABLE public.situation_shift ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_shift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_source (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    kind character varying(8) NOT NULL,
    name_th character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    publisher character varying(100) NOT NULL,
    url character varying(500) NOT NULL,
    settings jsonb NOT NULL,
    is_public boolean NOT NULL,
    letter character varying(1) NOT NULL,
    every_minutes smallint NOT NULL,
    is_active boolean NOT NULL,
    next_at timestamp with time zone,
    etag character varying(300) NOT NULL,
    last_modified character varying(100) NOT NULL,
    last_ok_at timestamp with time zone,
    failures smallint NOT NULL,
    area_id integer,
    office_id bigint NOT NULL,
    CONSTRAINT situation_source_every_minutes_check CHECK ((every_minutes >= 0)),
    CONSTRAINT situation_source_failures_check CHECK ((failures >= 0))
);

ALTER TABLE public.situation_source ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_swap (
    id bigint NOT NULL,
    words character varying(300) NOT NULL,
    state character varying(9) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    area_id integer NOT NULL,
    asked_by_id bigint NOT NULL,
    back_id bigint,
    office_id bigint NOT NULL,
    shift_id bigint NOT NULL,
    to_id bigint NOT NULL,
    CONSTRAINT swap_with_another CHECK ((NOT (asked_by_id = to_id)))
);

ALTER TABLE public.situation_swap ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_swap_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.situation_urgent (
    id bigint NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    read_how character varying(6) NOT NULL,
    chased_at timestamp with time zone,
    confirmed_by_id bigint,
    event_id bigint NOT NULL,
    person_id bigint NOT NULL,
    rung_id bigint NOT NULL,
    CONSTRAINT urgent_receipt_whole CHECK ((((confirmed_by_id IS NULL) AND (read_at IS NULL) AND ((read_how)::text = ''::text)) OR ((confirmed_by_id IS NOT NULL) AND (read_at IS NOT NULL) AND (NOT ((read_how)::text = ''::text)))))
);

ALTER TABLE public.situation_urgent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.situation_urgent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);

ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);

ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_application (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    channel character varying(10) NOT NULL,
    origin character varying(20) NOT NULL,
    origin_ref character varying(40) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    seat_no smallint,
    offer_until timestamp with time zone,
    moved_at timestamp with time zone NOT NULL,
    why character varying(12) NOT NULL,
    score smallint,
    nonce character varying(32) NOT NULL,
    token_hash character varying(64) NOT NULL,
    office_id bigint NOT NULL,
    seat_id bigint,
    worker_id bigint NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT application_offer CHECK (((((state)::text = 'offered'::text) OR (offer_until IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'offered'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (offer_until IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT application_origin CHECK (((((origin)::text = ''::text) OR (NOT ((origin_ref)::text = ''::text))) AND (1 = (
CASE
    WHEN ((origin)::text = ''::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (NOT ((origin_ref)::text = ''::text)) THEN 1
    ELSE 0
END)))),
    CONSTRAINT application_score CHECK (((score IS NULL) OR (score <= 100))),
    CONSTRAINT application_seat CHECK ((((seat_no >= 1) AND ((state)::text = ANY ((ARRAY['completed'::character varying, 'enrolled'::character varying, 'failed'::character varying, 'offered'::character varying])::text[]))) OR ((NOT ((state)::text = ANY ((ARRAY['completed'::character varying, 'enrolled'::character varying, 'failed'::character varying, 'offered'::character varying])::text[]))) AND (seat_no IS NULL)))),
    CONSTRAINT application_why CHECK (((NOT ((state)::text = ANY ((ARRAY['refused'::character varying, 'dropped'::character varying])::text[]))) OR (NOT ((why)::text = ''::text)))),
    CONSTRAINT training_application_score_check CHECK ((score >= 0)),
    CONSTRAINT training_application_seat_no_check CHECK ((seat_no >= 0))
);

ALTER TABLE public.training_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_attendance (
    id bigint NOT NULL,
    way character varying(4) NOT NULL,
    told_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    client uuid NOT NULL,
    taken_back_at timestamp with time zone,
    application_id bigint NOT NULL,
    seat_id bigint,
    day_id bigint NOT NULL
);

ALTER TABLE public.training_attendance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_attendance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_certificate (
    id bigint NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    name_printed text NOT NULL,
    issued_on date NOT NULL,
    holds_until date,
    revoked_at timestamp with time zone,
    why character varying(8) NOT NULL,
    nonce character varying(32) NOT NULL,
    token_hash character varying(64) NOT NULL,
    application_id bigint NOT NULL,
    office_id bigint NOT NULL,
    seat_id bigint,
    CONSTRAINT certificate_holds CHECK (((holds_until IS NULL) OR (holds_until > issued_on))),
    CONSTRAINT certificate_revoked CHECK ((((revoked_at IS NULL) OR (NOT ((why)::text = ''::text))) AND (1 = (
CASE
    WHEN (revoked_at IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (NOT ((why)::text = ''::text)) THEN 1
    ELSE 0
END)))),
    CONSTRAINT training_certificate_number_check CHECK ((number >= 0)),
    CONSTRAINT training_certificate_year_check CHECK ((year >= 0))
);

ALTER TABLE public.training_certificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_certificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_claim (
    id bigint NOT NULL,
    application_id bigint NOT NULL,
    quota_id bigint NOT NULL
);

ALTER TABLE public.training_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_cost (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    amount bigint NOT NULL,
    note character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT cost_amount CHECK ((NOT (amount = 0)))
);

ALTER TABLE public.training_cost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_cost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_course (
    id bigint NOT NULL,
    name_th character varying(400) NOT NULL,
    name_en character varying(400) NOT NULL,
    code character varying(40) NOT NULL,
    kind character varying(8) NOT NULL,
    skill character varying(80) NOT NULL,
    hours smallint NOT NULL,
    level smallint,
    about text NOT NULL,
    conditions text NOT NULL,
    least_attendance smallint NOT NULL,
    pass_score smallint,
    valid_years smallint,
    retired_at timestamp with time zone,
    sort_th character varying(400) NOT NULL,
    grams text[] NOT NULL,
    office_id bigint NOT NULL,
    CONSTRAINT course_attendance CHECK ((least_attendance <= 100)),
    CONSTRAINT course_hours CHECK (((hours >= 1) AND (hours <= 5000))),
    CONSTRAINT course_level CHECK (((level IS NULL) OR ((level >= 1) AND (level <= 9)))),
    CONSTRAINT course_level_of_tests CHECK (((((kind)::text = 'test'::text) OR (level IS NULL)) AND (1 = (
CASE
    WHEN ((kind)::text = 'test'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (level IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT course_pass_score CHECK (((pass_score IS NULL) OR (pass_score <= 100))),
    CONSTRAINT course_valid_years CHECK (((valid_years IS NULL) OR ((valid_years >= 1) AND (valid_years <= 50)))),
    CONSTRAINT training_course_hours_check CHECK ((hours >= 0)),
    CONSTRAINT training_course_least_attendance_check CHECK ((least_attendance >= 0)),
    CONSTRAINT training_course_level_check CHECK ((level >= 0)),
    CONSTRAINT training_course_pass_score_check CHECK ((pass_score >= 0)),
    CONSTRAINT training_course_valid_years_check CHECK ((valid_years >= 0))
);

ALTER TABLE public.training_course ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_course_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_day (
    id bigint NOT NULL,
    day date NOT NULL,
    begins time without time zone NOT NULL,
    ends time without time zone NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT training_day_hours CHECK ((ends > begins))
);

ALTER TABLE public.training_day ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_day_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_demand (
    id bigint NOT NULL,
    source character varying(8) NOT NULL,
    skill character varying(80) NOT NULL,
    people integer NOT NULL,
    employer character varying(200) NOT NULL,
    agreed boolean NOT NULL,
    wanted_by date,
    origin character varying(20) NOT NULL,
    origin_ref character varying(40) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    why character varying(12) NOT NULL,
    area_id integer NOT NULL,
    course_id bigint,
    office_id bigint NOT NULL,
    seat_id bigint,
    worker_id bigint,
    session_id bigint,
    CONSTRAINT demand_closed CHECK ((((closed_at IS NULL) OR (NOT ((why)::text = ''::text))) AND (1 = (
CASE
    WHEN (closed_at IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (NOT ((why)::text = ''::text)) THEN 1
    ELSE 0
END)))),
    CONSTRAINT demand_employer CHECK (((NOT ((source)::text = 'employer'::text)) OR (NOT ((employer)::text = ''::text)))),
    CONSTRAINT demand_one_person CHECK (((worker_id IS NULL) OR (people = 1))),
    CONSTRAINT demand_people CHECK (((people >= 1) AND (people <= 100000))),
    CONSTRAINT training_demand_people_check CHECK ((people >= 0))
);

ALTER TABLE public.training_demand ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_demand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_follow_up (
    id bigint NOT NULL,
    months smallint NOT NULL,
    due_on date NOT NULL,
    step character varying(8) NOT NULL,
    step_at timestamp with time zone,
    answer character varying(12) NOT NULL,
    uses_skill boolean,
    earns_more boolean,
    answered_at timestamp with time zone,
    answered_by character varying(8) NOT NULL,
    application_id bigint NOT NULL,
    seat_id bigint,
    CONSTRAINT follow_up_answered CHECK ((((answered_at IS NULL) OR (NOT ((answer)::text = ''::text))) AND (1 = (
CASE
    WHEN (answered_at IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (NOT ((answer)::text = ''::text)) THEN 1
    ELSE 0
END)))),
    CONSTRAINT training_follow_up_months_check CHECK ((months >= 0))
);

ALTER TABLE public.training_follow_up ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_follow_up_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_quota (
    id bigint NOT NULL,
    "group" character varying(10) NOT NULL,
    seats smallint NOT NULL,
    area_id integer,
    session_id bigint NOT NULL,
    CONSTRAINT quota_area CHECK ((((("group")::text = 'area'::text) OR (area_id IS NULL)) AND (1 = (
CASE
    WHEN (("group")::text = 'area'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (area_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT quota_seats CHECK (((seats >= 1) AND (seats <= 2000))),
    CONSTRAINT training_quota_seats_check CHECK ((seats >= 0))
);

ALTER TABLE public.training_quota ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_quota_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.training_session (
    id bigint NOT NULL,
    year smallint NOT NULL,
    number smallint NOT NULL,
    place character varying(300) NOT NULL,
    begins date NOT NULL,
    ends date NOT NULL,
    trainer character varying(300) NOT NULL,
    seats smallint NOT NULL,
    "least" smallint NOT NULL,
    applies_until date NOT NULL,
    joins_until date NOT NULL,
    offer_hours smallint NOT NULL,
    kept_until timestamp with time zone,
    allowance integer NOT NULL,
    state character varying(10) NOT NULL,
    cancelled character varying(300) NOT NULL,
    closed_at timestamp with time zone,
    area_id integer NOT NULL,
    course_id bigint NOT NULL,
    office_id bigint NOT NULL,
    work_item_id bigint,
    CONSTRAINT session_cancelled CHECK (((((state)::text = 'cancelled'::text) AND (NOT ((cancelled)::text = ''::text))) OR ((NOT ((state)::text = 'cancelled'::text)) AND ((cancelled)::text = ''::text)))),
    CONSTRAINT session_closed CHECK (((((state)::text = 'closed'::text) OR (closed_at IS NULL)) AND (1 = (
CASE
    WHEN ((state)::text = 'closed'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN (closed_at IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT session_days CHECK ((ends >= begins)),
    CONSTRAINT session_least CHECK ((("least" >= 1) AND ("least" <= seats))),
    CONSTRAINT session_offer_hours CHECK (((offer_hours >= 1) AND (offer_hours <= 720))),
    CONSTRAINT session_seats CHECK (((seats >= 1) AND (seats <= 2000))),
    CONSTRAINT session_until CHECK (((applies_until <= joins_until) AND (joins_until <= ends))),
    CONSTRAINT training_session_allowance_check CHECK ((allowance >= 0)),
    CONSTRAINT training_session_least_check CHECK (("least" >= 0)),
    CONSTRAINT training_session_number_check CHECK ((number >= 0)),
    CONSTRAINT training_session_offer_hours_check CHECK ((offer_hours >= 0)),
    CONSTRAINT training_session_seats_check CHECK ((seats >= 0)),
    CONSTRAINT training_session_year_check CHECK ((year >= 0))
);

ALTER TABLE public.training_session ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.training_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.understanding_answer (
    id bigint NOT NULL,
    first smallint NOT NULL,
    last smallint NOT NULL,
    is_right boolean NOT NULL,
    tries smallint NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    item_id bigint NOT NULL,
    reading_id bigint NOT NULL,
    CONSTRAINT understanding_answer_first_check CHECK ((first >= 0)),
    CONSTRAINT understanding_answer_last_check CHECK ((last >= 0)),
    CONSTRAINT understanding_answer_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.understanding_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.understanding_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.understanding_brief (
    id bigint NOT NULL,
    version smallint NOT NULL,
    aim character varying(600) NOT NULL,
    people character varying(600) NOT NULL,
    work character varying(600) NOT NULL,
    measure character varying(600) NOT NULL,
    due date NOT NULL,
    groups character varying(12)[] NOT NULL,
    only_lead boolean NOT NULL,
    state character varying(9) NOT NULL,
    issued_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    policy_id bigint NOT NULL,
    replaces_id bigint,
    seat_id bigint,
    CONSTRAINT brief_issued CHECK ((((issued_at IS NULL) AND ((state)::text = 'draft'::text)) OR (NOT ((state)::text = ANY ((ARRAY['draft'::character varying, 'issued'::character varying, 'replaced'::character varying])::text[]))) OR ((issued_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['issued'::character varying, 'replaced'::character varying])::text[]))))),
    CONSTRAINT understanding_brief_version_check CHECK ((version >= 0))
);

ALTER TABLE public.understanding_brief ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.understanding_brief_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.understanding_item (
    id bigint NOT NULL,
    number smallint NOT NULL,
    key character varying(12) NOT NULL,
    since smallint NOT NULL,
    text character varying(300) NOT NULL,
    question character varying(300) NOT NULL,
    options character varying(200)[] NOT NULL,
    "right" smallint NOT NULL,
    why character varying(300) NOT NULL,
    told_at timestamp with time zone,
    brief_id bigint NOT NULL,
    CONSTRAINT item_right CHECK (("right" <
CASE
    WHEN (options IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(options, 1), 0)
END)),
    CONSTRAINT understanding_item_number_check CHECK ((number >= 0)),
    CONSTRAINT understanding_item_right_check CHECK (("right" >= 0)),
    CONSTRAINT understanding_item_since_check CHECK ((since >= 0))
);

ALTER TABLE public.understanding_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.understanding_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.understanding_question (
    id bigint NOT NULL,
    item character varying(12) NOT NULL,
    text character varying(600) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    grams text[] NOT NULL,
    answered_by_id bigint,
    office_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    same_as_id bigint,
    seat_id bigint,
    CONSTRAINT question_answered CHECK ((((answer = ''::text) AND ((state)::text = 'open'::text)) OR ((same_as_id IS NOT NULL) AND ((state)::text = 'joined'::text)) OR (((state)::text = 'answered'::text) AND (NOT (answer = ''::text)))))
);

ALTER TABLE public.understanding_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.understanding_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.understanding_reading (
    id bigint NOT NULL,
    "group" character varying(12) NOT NULL,
    read_at timestamp with time zone NOT NULL,
    asked smallint NOT NULL,
    "left" smallint NOT NULL,
    wrong smallint NOT NULL,
    done_at timestamp with time zone,
    brief_id bigint NOT NULL,
    office_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT reading_counts CHECK ((asked >= ("left" + wrong))),
    CONSTRAINT reading_done CHECK (((done_at IS NULL) OR (("left" = 0) AND (wrong = 0)))),
    CONSTRAINT understanding_reading_asked_check CHECK ((asked >= 0)),
    CONSTRAINT understanding_reading_left_check CHECK (("left" >= 0)),
    CONSTRAINT understanding_reading_wrong_check CHECK ((wrong >= 0))
);

ALTER TABLE public.understanding_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.understanding_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

INSERT INTO public.progress_column_map VALUES
	(1, 'eMENSCR รายไตรมาส', 'eMENSCR (สภาพัฒน์)', 'quarter', '[{"text": "", "field": "fiscal_year", "heading": "ปีงบประมาณ"}, {"text": "", "field": "quarter", "heading": "ไตรมาส"}, {"text": "", "field": "office", "heading": "หน่วยงาน"}, {"text": "", "field": "area", "heading": "จังหวัด"}, {"text": "", "field": "policy", "heading": "โครงการ/การดำเนินงาน"}, {"text": "", "field": "indicator", "heading": "ตัวชี้วัด"}, {"text": "", "field": "unit", "heading": "หน่วยนับ"}, {"text": "", "field": "target", "heading": "ค่าเป้าหมายทั้งปี"}, {"text": "", "field": "path", "heading": "แผนสะสม"}, {"text": "", "field": "value", "heading": "ผลในไตรมาส"}, {"text": "", "field": "to_date", "heading": "ผลสะสม"}, {"text": "", "field": "percent", "heading": "ร้อยละ"}, {"text": "", "field": "cause", "heading": "ปัญหาอุปสรรค"}, {"text": "", "field": "step", "heading": "แนวทางแก้ไข"}, {"text": "ระบบประสาน ศูนย์ปฏิบัติการกระทรวงแรงงาน", "field": "text", "heading": "แหล่งข้อมูล"}]', false, 'ตั้งต้นจากเนื้อหาที่ต้องรายงาน ยังไม่ได้เทียบกับหน้าจอหรือแบบนำเข้าจริง');

SELECT pg_catalog.setval('public.progress_column_map_id_seq', 1, true);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_account_match
    ADD CONSTRAINT account_match_once UNIQUE (fiscal_year, key);

ALTER TABLE ONLY public.plans_activity
    ADD CONSTRAINT activity_number_once UNIQUE (project_id, number);

ALTER TABLE ONLY public.directives_addressee
    ADD CONSTRAINT addressee_once UNIQUE (guidance_id, round, office_id);

ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT agreement_once UNIQUE (plan_id, area_id, round);

ALTER TABLE ONLY public.understanding_answer
    ADD CONSTRAINT answer_once UNIQUE (reading_id, item_id);

ALTER TABLE ONLY public.training_application
    ADD CONSTRAINT application_seat_once UNIQUE (session_id, seat_no);

ALTER TABLE ONLY public.networks_appointment
    ADD CONSTRAINT appointment_no_overlap EXCLUDE USING gist (int8range(volunteer_id, volunteer_id, '[]'::text) WITH &&, int8range((area_id)::bigint, (area_id)::bigint, '[]'::text) WITH &&, daterange(start, "end", '[]'::text) WITH &&);

ALTER TABLE ONLY public.directory_area_group
    ADD CONSTRAINT area_group_once UNIQUE (kind, number, order_no);

ALTER TABLE ONLY public.situation_arrival
    ADD CONSTRAINT arrival_place_once UNIQUE (fetch_id, place);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_ballot
    ADD CONSTRAINT ballot_once UNIQUE (vote_id, attendee_id);

ALTER TABLE ONLY public.plans_baseline_line
    ADD CONSTRAINT baseline_line_once UNIQUE (baseline_id, part, "row");

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT baseline_once UNIQUE (plan_id, number);

ALTER TABLE ONLY public.meetings_book
    ADD CONSTRAINT book_edition_once UNIQUE (briefing_id, edition);

ALTER TABLE ONLY public.resources_booking
    ADD CONSTRAINT booking_no_overlap EXCLUDE USING gist (int8range(resource_id, resource_id, '[]'::text) WITH &&, tstzrange(begins, ends) WITH &&) WHERE ((exclusive AND ((state)::text = ANY ((ARRAY['approved'::character varying, 'handed_over'::character varying])::text[]))));

ALTER TABLE ONLY public.privacy_breach
    ADD CONSTRAINT breach_number_once UNIQUE (year, number);

ALTER TABLE ONLY public.understanding_brief
    ADD CONSTRAINT brief_version UNIQUE (policy_id, version);

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT briefing_number_once UNIQUE (series_id, year, number);

ALTER TABLE ONLY public.progress_call_answer
    ADD CONSTRAINT call_answer_once UNIQUE (call_id, office_id);

ALTER TABLE ONLY public.progress_call_version
    ADD CONSTRAINT call_version_once UNIQUE (answer_id, number);

ALTER TABLE ONLY public.training_certificate
    ADD CONSTRAINT certificate_number UNIQUE (office_id, year, number);

ALTER TABLE ONLY public.training_claim
    ADD CONSTRAINT claim_once UNIQUE (application_id, quota_id);

ALTER TABLE ONLY public.connect_api_token
    ADD CONSTRAINT connect_api_token_hash_key UNIQUE (hash);

ALTER TABLE ONLY public.connect_api_token
    ADD CONSTRAINT connect_api_token_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.connect_calendar_feed
    ADD CONSTRAINT connect_calendar_feed_hash_key UNIQUE (hash);

ALTER TABLE ONLY public.connect_calendar_feed
    ADD CONSTRAINT connect_calendar_feed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_correction_line
    ADD CONSTRAINT correction_line_once UNIQUE (correction_id, indicator_id, member);

ALTER TABLE ONLY public.counter_desk
    ADD CONSTRAINT counter_desk_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.counter_happened
    ADD CONSTRAINT counter_happened_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.counter_kiosk
    ADD CONSTRAINT counter_kiosk_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.counter_kiosk
    ADD CONSTRAINT counter_kiosk_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.counter_place
    ADD CONSTRAINT counter_place_board_hash_key UNIQUE (board_hash);

ALTER TABLE ONLY public.counter_place
    ADD CONSTRAINT counter_place_name UNIQUE (office_id, name);

ALTER TABLE ONLY public.counter_place
    ADD CONSTRAINT counter_place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.counter_spell
    ADD CONSTRAINT counter_spell_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.counter_spell
    ADD CONSTRAINT counter_spell_start UNIQUE (ticket_id, start);

ALTER TABLE ONLY public.counter_stop
    ADD CONSTRAINT counter_stop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_carried_from_id_key UNIQUE (carried_from_id);

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_number UNIQUE (place_id, day, number);

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.situation_day_report
    ADD CONSTRAINT day_report_once UNIQUE (office_id, day);

ALTER TABLE ONLY public.platform_delivery
    ADD CONSTRAINT delivery_once UNIQUE (notice_id, channel);

ALTER TABLE ONLY public.desk_appointment
    ADD CONSTRAINT desk_appointment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_last_look
    ADD CONSTRAINT desk_last_look_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_situation_report
    ADD CONSTRAINT desk_situation_report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_situation_version
    ADD CONSTRAINT desk_situation_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_destruction_line
    ADD CONSTRAINT destruction_line_once UNIQUE (list_id, number, dated);

ALTER TABLE ONLY public.plans_dev_line
    ADD CONSTRAINT dev_line_area_once UNIQUE (area_id, fiscal_year, key);

ALTER TABLE ONLY public.plans_dev_line
    ADD CONSTRAINT dev_line_group_once UNIQUE (group_id, fiscal_year, key);

ALTER TABLE ONLY public.registers_dimension_member
    ADD CONSTRAINT dimension_member_once UNIQUE (dimension_id, code);

ALTER TABLE ONLY public.directives_area
    ADD CONSTRAINT directive_area_once UNIQUE (directive_id, area_id);

ALTER TABLE ONLY public.directives_counter
    ADD CONSTRAINT directive_counter_once UNIQUE (issuer_id, kind, year);

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directive_number_once UNIQUE (issuer_id, year, number, part);

ALTER TABLE ONLY public.directives_office
    ADD CONSTRAINT directive_office_once UNIQUE (directive_id, office_id);

ALTER TABLE ONLY public.directives_addressee
    ADD CONSTRAINT directives_addressee_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directives_answer_file
    ADD CONSTRAINT directives_answer_file_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directives_answer
    ADD CONSTRAINT directives_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directives_area
    ADD CONSTRAINT directives_area_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directives_counter
    ADD CONSTRAINT directives_counter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_previous_id_key UNIQUE (previous_id);

ALTER TABLE ONLY public.directives_guidance
    ADD CONSTRAINT directives_guidance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directives_office
    ADD CONSTRAINT directives_office_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_agency
    ADD CONSTRAINT directory_agency_order_key UNIQUE ("order");

ALTER TABLE ONLY public.directory_agency
    ADD CONSTRAINT directory_agency_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.directory_area
    ADD CONSTRAINT directory_area_code_key UNIQUE (code);

ALTER TABLE ONLY public.directory_area_group
    ADD CONSTRAINT directory_area_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_area
    ADD CONSTRAINT directory_area_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_area_set_areas
    ADD CONSTRAINT directory_area_set_areas_areaset_id_area_id_2a7805a0_uniq UNIQUE (areaset_id, area_id);

ALTER TABLE ONLY public.directory_area_set_areas
    ADD CONSTRAINT directory_area_set_areas_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_area_set
    ADD CONSTRAINT directory_area_set_code_key UNIQUE (code);

ALTER TABLE ONLY public.directory_area_set
    ADD CONSTRAINT directory_area_set_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_delegation
    ADD CONSTRAINT directory_delegation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_holiday
    ADD CONSTRAINT directory_holiday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_membership
    ADD CONSTRAINT directory_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_office
    ADD CONSTRAINT directory_office_code_key UNIQUE (code);

ALTER TABLE ONLY public.directory_office
    ADD CONSTRAINT directory_office_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_pack
    ADD CONSTRAINT directory_pack_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.directory_person
    ADD CONSTRAINT directory_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_person
    ADD CONSTRAINT directory_person_username_key UNIQUE (username);

ALTER TABLE ONLY public.directory_seat_groups
    ADD CONSTRAINT directory_seat_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_seat_groups
    ADD CONSTRAINT directory_seat_groups_seat_id_areagroup_id_90b8584a_uniq UNIQUE (seat_id, areagroup_id);

ALTER TABLE ONLY public.directory_seat
    ADD CONSTRAINT directory_seat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_transfer_line
    ADD CONSTRAINT directory_transfer_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_transfer_order
    ADD CONSTRAINT directory_transfer_order_number_key UNIQUE (number);

ALTER TABLE ONLY public.directory_transfer_order
    ADD CONSTRAINT directory_transfer_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_upload
    ADD CONSTRAINT directory_upload_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.directory_upload
    ADD CONSTRAINT directory_upload_token_key UNIQUE (token);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.referrals_drive_entry
    ADD CONSTRAINT drive_entry_number UNIQUE (drive_id, number);

ALTER TABLE ONLY public.referrals_drive_entry
    ADD CONSTRAINT drive_entry_once UNIQUE (drive_id, uuid);

ALTER TABLE ONLY public.situation_event_link
    ADD CONSTRAINT event_link_once UNIQUE (event_id, kind, target);

ALTER TABLE ONLY public.situation_event
    ADD CONSTRAINT event_number_once UNIQUE (year, number);

ALTER TABLE ONLY public.situation_event_place
    ADD CONSTRAINT event_place_once UNIQUE (event_id, area_id, role);

ALTER TABLE ONLY public.plans_expected
    ADD CONSTRAINT expected_number_once UNIQUE (cascade_id, number);

ALTER TABLE ONLY public.platform_failed_event
    ADD CONSTRAINT failed_event_once UNIQUE (listener, seq);

ALTER TABLE ONLY public.progress_figure
    ADD CONSTRAINT figure_once UNIQUE (indicator_id, period, area_id, office_id, member);

ALTER TABLE ONLY public.platform_follow
    ADD CONSTRAINT follow_once UNIQUE (model, object_id, person_id);

ALTER TABLE ONLY public.training_follow_up
    ADD CONSTRAINT follow_up_once UNIQUE (application_id, months);

ALTER TABLE ONLY public.progress_frozen_line
    ADD CONSTRAINT frozen_line_order UNIQUE (frozen_set_id, "order");

ALTER TABLE ONLY public.progress_frozen_set
    ADD CONSTRAINT frozen_set_number UNIQUE (year, number);

ALTER TABLE ONLY public.directives_guidance
    ADD CONSTRAINT guidance_number_once UNIQUE (issuer_id, year, number);

ALTER TABLE ONLY public.directory_holiday
    ADD CONSTRAINT holiday_once UNIQUE (day, area_id, name_th);

ALTER TABLE ONLY public.understanding_item
    ADD CONSTRAINT item_key UNIQUE (brief_id, key);

ALTER TABLE ONLY public.understanding_item
    ADD CONSTRAINT item_number UNIQUE (brief_id, number) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_cascade_item
    ADD CONSTRAINT item_once UNIQUE (offer_id, expected_id);

ALTER TABLE ONLY public.desk_last_look
    ADD CONSTRAINT last_look_once UNIQUE (person_id, page);

ALTER TABLE ONLY public.referrals_late_week
    ADD CONSTRAINT late_week_once UNIQUE (referral_id, due_at, week);

ALTER TABLE ONLY public.meetings_line
    ADD CONSTRAINT line_once UNIQUE (briefing_id, seq);

ALTER TABLE ONLY public.registers_load
    ADD CONSTRAINT load_once UNIQUE (office_id, digest, dry);

ALTER TABLE ONLY public.registers_load_row
    ADD CONSTRAINT load_row_once UNIQUE (load_id, n);

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_ballot
    ADD CONSTRAINT meetings_ballot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_basis
    ADD CONSTRAINT meetings_basis_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_book
    ADD CONSTRAINT meetings_book_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_chain
    ADD CONSTRAINT meetings_chain_pkey PRIMARY KEY (briefing_id);

ALTER TABLE ONLY public.meetings_check_in
    ADD CONSTRAINT meetings_check_in_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_choice
    ADD CONSTRAINT meetings_choice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_item
    ADD CONSTRAINT meetings_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_letter
    ADD CONSTRAINT meetings_letter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_line
    ADD CONSTRAINT meetings_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_message
    ADD CONSTRAINT meetings_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_minutes
    ADD CONSTRAINT meetings_minutes_briefing_id_key UNIQUE (briefing_id);

ALTER TABLE ONLY public.meetings_minutes
    ADD CONSTRAINT meetings_minutes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_opinion
    ADD CONSTRAINT meetings_opinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_paper
    ADD CONSTRAINT meetings_paper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_problem
    ADD CONSTRAINT meetings_problem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_recording
    ADD CONSTRAINT meetings_recording_briefing_id_key UNIQUE (briefing_id);

ALTER TABLE ONLY public.meetings_recording
    ADD CONSTRAINT meetings_recording_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_series_office
    ADD CONSTRAINT meetings_series_office_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_series
    ADD CONSTRAINT meetings_series_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_vote
    ADD CONSTRAINT meetings_vote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_mention
    ADD CONSTRAINT mention_once UNIQUE (comment_id, person_id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.networks_appointment
    ADD CONSTRAINT networks_appointment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.networks_partner
    ADD CONSTRAINT networks_partner_office_id_key UNIQUE (office_id);

ALTER TABLE ONLY public.networks_partner
    ADD CONSTRAINT networks_partner_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.networks_response
    ADD CONSTRAINT networks_response_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.networks_survey
    ADD CONSTRAINT networks_survey_form_id_key UNIQUE (form_id);

ALTER TABLE ONLY public.networks_survey
    ADD CONSTRAINT networks_survey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.networks_volunteer
    ADD CONSTRAINT networks_volunteer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.networks_volunteer
    ADD CONSTRAINT networks_volunteer_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT news_once UNIQUE (source_id, identity);

ALTER TABLE ONLY public.situation_item_place
    ADD CONSTRAINT news_place_once UNIQUE (item_id, area_id);

ALTER TABLE ONLY public.registers_not_same
    ADD CONSTRAINT not_same_once UNIQUE (first_id, second_id);

ALTER TABLE ONLY public.platform_notice
    ADD CONSTRAINT notice_once UNIQUE (person_id, kind, key);

ALTER TABLE ONLY public.plans_offer
    ADD CONSTRAINT offer_once UNIQUE (cascade_id, area_id);

ALTER TABLE ONLY public.progress_office_set
    ADD CONSTRAINT office_set_once UNIQUE (owner_id, name);

ALTER TABLE ONLY public.meetings_opinion
    ADD CONSTRAINT opinion_once UNIQUE (minutes_id, attendee_id);

ALTER TABLE ONLY public.referrals_outreach_line
    ADD CONSTRAINT outreach_once UNIQUE (list_id, worker_id);

ALTER TABLE ONLY public.networks_partner
    ADD CONSTRAINT partner_once UNIQUE (area_id, name);

ALTER TABLE ONLY public.platform_person_key
    ADD CONSTRAINT person_key_once UNIQUE (kind, number);

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plan_agency_once UNIQUE (agency_id, fiscal_year);

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plan_area_once UNIQUE (area_id, fiscal_year);

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plan_group_once UNIQUE (group_id, fiscal_year);

ALTER TABLE ONLY public.plans_account_line
    ADD CONSTRAINT plans_account_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_account_map
    ADD CONSTRAINT plans_account_map_name_key UNIQUE (name);

ALTER TABLE ONLY public.plans_account_map
    ADD CONSTRAINT plans_account_map_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_account_match
    ADD CONSTRAINT plans_account_match_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_account_report
    ADD CONSTRAINT plans_account_report_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.plans_account_report
    ADD CONSTRAINT plans_account_report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_activity_co_office
    ADD CONSTRAINT plans_activity_co_office_activity_id_office_id_ee63cc65_uniq UNIQUE (activity_id, office_id);

ALTER TABLE ONLY public.plans_activity_co_office
    ADD CONSTRAINT plans_activity_co_office_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_activity
    ADD CONSTRAINT plans_activity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT plans_agreement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_baseline_line
    ADD CONSTRAINT plans_baseline_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT plans_baseline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_beneficiary_line
    ADD CONSTRAINT plans_beneficiary_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_cascade_item
    ADD CONSTRAINT plans_cascade_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_cascade
    ADD CONSTRAINT plans_cascade_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_dev_line_activity
    ADD CONSTRAINT plans_dev_line_activity_devline_id_activity_id_17b19f05_uniq UNIQUE (devline_id, activity_id);

ALTER TABLE ONLY public.plans_dev_line_activity
    ADD CONSTRAINT plans_dev_line_activity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_dev_line
    ADD CONSTRAINT plans_dev_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_dev_step
    ADD CONSTRAINT plans_dev_step_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_expected
    ADD CONSTRAINT plans_expected_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_label
    ADD CONSTRAINT plans_label_code_key UNIQUE (code);

ALTER TABLE ONLY public.plans_label
    ADD CONSTRAINT plans_label_name_th_key UNIQUE (name_th);

ALTER TABLE ONLY public.plans_label
    ADD CONSTRAINT plans_label_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_milestone
    ADD CONSTRAINT plans_milestone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_money_change
    ADD CONSTRAINT plans_money_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_money_line
    ADD CONSTRAINT plans_money_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_offer
    ADD CONSTRAINT plans_offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_ordered_item
    ADD CONSTRAINT plans_ordered_item_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_project_indicator
    ADD CONSTRAINT plans_project_indicator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_project_indicator
    ADD CONSTRAINT plans_project_indicator_project_id_indicator_id_8bdb8037_uniq UNIQUE (project_id, indicator_id);

ALTER TABLE ONLY public.plans_project
    ADD CONSTRAINT plans_project_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_project_policy
    ADD CONSTRAINT plans_project_policy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_project_policy
    ADD CONSTRAINT plans_project_policy_project_id_policy_id_a765b666_uniq UNIQUE (project_id, policy_id);

ALTER TABLE ONLY public.plans_revision
    ADD CONSTRAINT plans_revision_baseline_id_key UNIQUE (baseline_id);

ALTER TABLE ONLY public.plans_revision
    ADD CONSTRAINT plans_revision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_sent_file
    ADD CONSTRAINT plans_sent_file_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_sent_file
    ADD CONSTRAINT plans_sent_file_token_key UNIQUE (token);

ALTER TABLE ONLY public.platform_body
    ADD CONSTRAINT platform_body_pkey PRIMARY KEY (outbox_id);

ALTER TABLE ONLY public.platform_cache
    ADD CONSTRAINT platform_cache_pkey PRIMARY KEY (cache_key);

ALTER TABLE ONLY public.platform_comment
    ADD CONSTRAINT platform_comment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_cursor
    ADD CONSTRAINT platform_cursor_pkey PRIMARY KEY (listener);

ALTER TABLE ONLY public.platform_delivery
    ADD CONSTRAINT platform_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_failed_event
    ADD CONSTRAINT platform_failed_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_file
    ADD CONSTRAINT platform_file_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_follow
    ADD CONSTRAINT platform_follow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_instance
    ADD CONSTRAINT platform_instance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_job
    ADD CONSTRAINT platform_job_key_key UNIQUE (key);

ALTER TABLE ONLY public.platform_job
    ADD CONSTRAINT platform_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_journal
    ADD CONSTRAINT platform_journal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_mention
    ADD CONSTRAINT platform_mention_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_notice
    ADD CONSTRAINT platform_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_outbox
    ADD CONSTRAINT platform_outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_outbox
    ADD CONSTRAINT platform_outbox_seq_key UNIQUE (seq);

ALTER TABLE ONLY public.platform_person_key
    ADD CONSTRAINT platform_person_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_presence
    ADD CONSTRAINT platform_presence_connection_key UNIQUE (connection);

ALTER TABLE ONLY public.platform_presence
    ADD CONSTRAINT platform_presence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_receipt
    ADD CONSTRAINT platform_receipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.platform_saved_view
    ADD CONSTRAINT platform_saved_view_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_policy
    ADD CONSTRAINT policy_once UNIQUE (policy_set_id, axis, number);

ALTER TABLE ONLY public.registers_policy_set
    ADD CONSTRAINT policy_set_version UNIQUE (fiscal_year, version, is_demo);

ALTER TABLE ONLY public.privacy_breach_event
    ADD CONSTRAINT privacy_breach_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_breach
    ADD CONSTRAINT privacy_breach_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_counter
    ADD CONSTRAINT privacy_counter_pkey PRIMARY KEY (year);

ALTER TABLE ONLY public.privacy_destruction_line
    ADD CONSTRAINT privacy_destruction_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_destruction
    ADD CONSTRAINT privacy_destruction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_worker_id_key UNIQUE (worker_id);

ALTER TABLE ONLY public.privacy_hold
    ADD CONSTRAINT privacy_hold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_processing_record
    ADD CONSTRAINT privacy_processing_record_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_retention_run
    ADD CONSTRAINT privacy_retention_run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_retention_term
    ADD CONSTRAINT privacy_retention_term_kind_key UNIQUE (kind);

ALTER TABLE ONLY public.privacy_retention_term
    ADD CONSTRAINT privacy_retention_term_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_processing_record
    ADD CONSTRAINT processing_record_version UNIQUE (code, version);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_call_answer
    ADD CONSTRAINT progress_call_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_call_version
    ADD CONSTRAINT progress_call_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_column_map
    ADD CONSTRAINT progress_column_map_name_key UNIQUE (name);

ALTER TABLE ONLY public.progress_column_map
    ADD CONSTRAINT progress_column_map_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_correction_line
    ADD CONSTRAINT progress_correction_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_data_call
    ADD CONSTRAINT progress_data_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_dirty
    ADD CONSTRAINT progress_dirty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_evidence
    ADD CONSTRAINT progress_evidence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_exemption
    ADD CONSTRAINT progress_exemption_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_figure_change
    ADD CONSTRAINT progress_figure_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_figure_gone
    ADD CONSTRAINT progress_figure_gone_pkey PRIMARY KEY (figure_id);

ALTER TABLE ONLY public.progress_figure
    ADD CONSTRAINT progress_figure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_filled
    ADD CONSTRAINT progress_filled_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_filled
    ADD CONSTRAINT progress_filled_token_key UNIQUE (token);

ALTER TABLE ONLY public.progress_frozen_line
    ADD CONSTRAINT progress_frozen_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_frozen_set
    ADD CONSTRAINT progress_frozen_set_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_load
    ADD CONSTRAINT progress_load_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_office_set_offices
    ADD CONSTRAINT progress_office_set_offi_officeset_id_office_id_3c9cb38a_uniq UNIQUE (officeset_id, office_id);

ALTER TABLE ONLY public.progress_office_set_offices
    ADD CONSTRAINT progress_office_set_offices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_office_set
    ADD CONSTRAINT progress_office_set_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_opening
    ADD CONSTRAINT progress_opening_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_place
    ADD CONSTRAINT progress_place_pkey PRIMARY KEY (area_id);

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT progress_report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_said
    ADD CONSTRAINT progress_said_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_sheet
    ADD CONSTRAINT progress_sheet_pkey PRIMARY KEY (indicator_id, member, period, level);

ALTER TABLE ONLY public.progress_span
    ADD CONSTRAINT progress_span_pkey PRIMARY KEY (first);

ALTER TABLE ONLY public.progress_strip
    ADD CONSTRAINT progress_strip_pkey PRIMARY KEY (indicator_id, member, slot, level);

ALTER TABLE ONLY public.progress_tally
    ADD CONSTRAINT progress_tally_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_project
    ADD CONSTRAINT project_number_once UNIQUE (plan_id, number);

ALTER TABLE ONLY public.training_quota
    ADD CONSTRAINT quota_once UNIQUE NULLS NOT DISTINCT (session_id, "group", area_id);

ALTER TABLE ONLY public.understanding_reading
    ADD CONSTRAINT reading_once UNIQUE (brief_id, person_id);

ALTER TABLE ONLY public.platform_receipt
    ADD CONSTRAINT receipt_once UNIQUE (person_id, key);

ALTER TABLE ONLY public.registers_reference_value
    ADD CONSTRAINT reference_value_once UNIQUE (series_id, area_id);

ALTER TABLE ONLY public.referrals_attempt
    ADD CONSTRAINT referrals_attempt_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_code_key UNIQUE (code);

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_data_request
    ADD CONSTRAINT referrals_data_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_drive_entry
    ADD CONSTRAINT referrals_drive_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_drive
    ADD CONSTRAINT referrals_drive_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_drive_volunteer
    ADD CONSTRAINT referrals_drive_volunteer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_drive_volunteer
    ADD CONSTRAINT referrals_drive_volunteer_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY public.referrals_event
    ADD CONSTRAINT referrals_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_guest_link
    ADD CONSTRAINT referrals_guest_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_guest_link
    ADD CONSTRAINT referrals_guest_link_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY public.referrals_helper
    ADD CONSTRAINT referrals_helper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_late_week
    ADD CONSTRAINT referrals_late_week_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_line_code
    ADD CONSTRAINT referrals_line_code_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.referrals_line_code
    ADD CONSTRAINT referrals_line_code_code_hash_key UNIQUE (code_hash);

ALTER TABLE ONLY public.referrals_line_code
    ADD CONSTRAINT referrals_line_code_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_line_event
    ADD CONSTRAINT referrals_line_event_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY public.referrals_outreach_line
    ADD CONSTRAINT referrals_outreach_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_outreach_list
    ADD CONSTRAINT referrals_outreach_list_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_page_language
    ADD CONSTRAINT referrals_page_language_code_key UNIQUE (code);

ALTER TABLE ONLY public.referrals_page_language
    ADD CONSTRAINT referrals_page_language_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_paper_list
    ADD CONSTRAINT referrals_paper_list_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_person_notice
    ADD CONSTRAINT referrals_person_notice_key_key UNIQUE (key);

ALTER TABLE ONLY public.referrals_person_notice
    ADD CONSTRAINT referrals_person_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_rating
    ADD CONSTRAINT referrals_rating_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_rating
    ADD CONSTRAINT referrals_rating_referral_id_key UNIQUE (referral_id);

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.referrals_track_key
    ADD CONSTRAINT referrals_track_key_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.referrals_track_key
    ADD CONSTRAINT referrals_track_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_dimension_member
    ADD CONSTRAINT registers_dimension_member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_dimension
    ADD CONSTRAINT registers_dimension_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.registers_fiscal_year
    ADD CONSTRAINT registers_fiscal_year_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_fiscal_year
    ADD CONSTRAINT registers_fiscal_year_year_key UNIQUE (year);

ALTER TABLE ONLY public.registers_glass
    ADD CONSTRAINT registers_glass_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_indicator
    ADD CONSTRAINT registers_indicator_code_key UNIQUE (code);

ALTER TABLE ONLY public.registers_indicator
    ADD CONSTRAINT registers_indicator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_load
    ADD CONSTRAINT registers_load_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_load_row
    ADD CONSTRAINT registers_load_row_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_merge
    ADD CONSTRAINT registers_merge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_mobile_day
    ADD CONSTRAINT registers_mobile_day_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_not_same
    ADD CONSTRAINT registers_not_same_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_paper
    ADD CONSTRAINT registers_paper_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.registers_person_check
    ADD CONSTRAINT registers_person_check_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_policy
    ADD CONSTRAINT registers_policy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_policy_set
    ADD CONSTRAINT registers_policy_set_code_key UNIQUE (code);

ALTER TABLE ONLY public.registers_policy_set
    ADD CONSTRAINT registers_policy_set_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_reference_series
    ADD CONSTRAINT registers_reference_series_code_key UNIQUE (code);

ALTER TABLE ONLY public.registers_reference_series
    ADD CONSTRAINT registers_reference_series_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_reference_value
    ADD CONSTRAINT registers_reference_value_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_service
    ADD CONSTRAINT registers_service_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_service_template
    ADD CONSTRAINT registers_service_template_code_key UNIQUE (code);

ALTER TABLE ONLY public.registers_service_template
    ADD CONSTRAINT registers_service_template_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_service
    ADD CONSTRAINT registers_service_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.registers_setting
    ADD CONSTRAINT registers_setting_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.registers_strategy
    ADD CONSTRAINT registers_strategy_code_key UNIQUE (code);

ALTER TABLE ONLY public.registers_strategy
    ADD CONSTRAINT registers_strategy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_target
    ADD CONSTRAINT registers_target_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_tie
    ADD CONSTRAINT registers_tie_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_warning_limit
    ADD CONSTRAINT registers_warning_limit_indicator_id_key UNIQUE (indicator_id);

ALTER TABLE ONLY public.registers_warning_limit
    ADD CONSTRAINT registers_warning_limit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_work_item
    ADD CONSTRAINT registers_work_item_code_key UNIQUE (code);

ALTER TABLE ONLY public.registers_work_item
    ADD CONSTRAINT registers_work_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_work_item_policy
    ADD CONSTRAINT registers_work_item_policy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registers_work_item_policy
    ADD CONSTRAINT registers_work_item_policy_workitem_id_policy_id_fd65a898_uniq UNIQUE (workitem_id, policy_id);

ALTER TABLE ONLY public.registers_worker
    ADD CONSTRAINT registers_worker_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT report_once UNIQUE (office_id, period);

ALTER TABLE ONLY public.resources_booking
    ADD CONSTRAINT resources_booking_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_contribution
    ADD CONSTRAINT resources_contribution_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_joint_activity
    ADD CONSTRAINT resources_joint_activity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_line
    ADD CONSTRAINT resources_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_need
    ADD CONSTRAINT resources_need_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_posting
    ADD CONSTRAINT resources_posting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_posting
    ADD CONSTRAINT resources_posting_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.resources_resource
    ADD CONSTRAINT resources_resource_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.networks_response
    ADD CONSTRAINT response_once UNIQUE (survey_id, instance);

ALTER TABLE ONLY public.plans_revision
    ADD CONSTRAINT revision_once UNIQUE (plan_id, number);

ALTER TABLE ONLY public.situation_rung
    ADD CONSTRAINT rung_once UNIQUE (severity, role, "where");

ALTER TABLE ONLY public.progress_said
    ADD CONSTRAINT said_once UNIQUE (report_id, indicator_id);

ALTER TABLE ONLY public.platform_saved_view
    ADD CONSTRAINT saved_view_once UNIQUE (person_id, listing, name);

ALTER TABLE ONLY public.meetings_series_office
    ADD CONSTRAINT series_office_once UNIQUE (series_id, office_id);

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT session_number UNIQUE (course_id, office_id, year, number);

ALTER TABLE ONLY public.situation_shift
    ADD CONSTRAINT shift_one_at_a_time EXCLUDE USING gist (int8range(person_id, person_id, '[]'::text) WITH &&, tstzrange(starts, ends) WITH &&) DEFERRABLE;

ALTER TABLE ONLY public.situation_alarm
    ADD CONSTRAINT situation_alarm_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_alert
    ADD CONSTRAINT situation_alert_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_arrival
    ADD CONSTRAINT situation_arrival_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_claim
    ADD CONSTRAINT situation_claim_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_correction
    ADD CONSTRAINT situation_correction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_day_report
    ADD CONSTRAINT situation_day_report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_day_sheet
    ADD CONSTRAINT situation_day_sheet_day_key UNIQUE (day);

ALTER TABLE ONLY public.situation_day_sheet
    ADD CONSTRAINT situation_day_sheet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_event_link
    ADD CONSTRAINT situation_event_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_event
    ADD CONSTRAINT situation_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_event_place
    ADD CONSTRAINT situation_event_place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_event_plan_line
    ADD CONSTRAINT situation_event_plan_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_event_task
    ADD CONSTRAINT situation_event_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_fetch
    ADD CONSTRAINT situation_fetch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_fingerprint
    ADD CONSTRAINT situation_fingerprint_pkey PRIMARY KEY (mark, item);

ALTER TABLE ONLY public.situation_hand_over
    ADD CONSTRAINT situation_hand_over_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_head_count
    ADD CONSTRAINT situation_head_count_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_item_place
    ADD CONSTRAINT situation_item_place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_log_entry
    ADD CONSTRAINT situation_log_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_model_version
    ADD CONSTRAINT situation_model_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_model_version
    ADD CONSTRAINT situation_model_version_version_key UNIQUE (version);

ALTER TABLE ONLY public.desk_situation_report
    ADD CONSTRAINT situation_once UNIQUE (area_id, span);

ALTER TABLE ONLY public.situation_operation
    ADD CONSTRAINT situation_operation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_raw
    ADD CONSTRAINT situation_raw_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY public.situation_received_alert
    ADD CONSTRAINT situation_received_alert_item_id_key UNIQUE (item_id);

ALTER TABLE ONLY public.situation_received_alert
    ADD CONSTRAINT situation_received_alert_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_rung
    ADD CONSTRAINT situation_rung_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_shift
    ADD CONSTRAINT situation_shift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_source
    ADD CONSTRAINT situation_source_code_key UNIQUE (code);

ALTER TABLE ONLY public.situation_source
    ADD CONSTRAINT situation_source_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_swap
    ADD CONSTRAINT situation_swap_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_urgent
    ADD CONSTRAINT situation_urgent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_situation_version
    ADD CONSTRAINT situation_version_once UNIQUE (report_id, number);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);

ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress_tally
    ADD CONSTRAINT tally_once UNIQUE (office_id, indicator_id, day, member);

ALTER TABLE ONLY public.registers_target
    ADD CONSTRAINT target_once UNIQUE (indicator_id, area_id, fiscal_year);

ALTER TABLE ONLY public.training_application
    ADD CONSTRAINT training_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_application
    ADD CONSTRAINT training_application_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.training_attendance
    ADD CONSTRAINT training_attendance_client_key UNIQUE (client);

ALTER TABLE ONLY public.training_attendance
    ADD CONSTRAINT training_attendance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_certificate
    ADD CONSTRAINT training_certificate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_certificate
    ADD CONSTRAINT training_certificate_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.training_claim
    ADD CONSTRAINT training_claim_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_cost
    ADD CONSTRAINT training_cost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_course
    ADD CONSTRAINT training_course_code_key UNIQUE (code);

ALTER TABLE ONLY public.training_course
    ADD CONSTRAINT training_course_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_day
    ADD CONSTRAINT training_day_once UNIQUE (session_id, day);

ALTER TABLE ONLY public.training_day
    ADD CONSTRAINT training_day_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_demand
    ADD CONSTRAINT training_demand_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_follow_up
    ADD CONSTRAINT training_follow_up_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_quota
    ADD CONSTRAINT training_quota_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.understanding_answer
    ADD CONSTRAINT understanding_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.understanding_brief
    ADD CONSTRAINT understanding_brief_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.understanding_brief
    ADD CONSTRAINT understanding_brief_replaces_id_key UNIQUE (replaces_id);

ALTER TABLE ONLY public.understanding_item
    ADD CONSTRAINT understanding_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.understanding_question
    ADD CONSTRAINT understanding_question_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.understanding_reading
    ADD CONSTRAINT understanding_reading_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.situation_urgent
    ADD CONSTRAINT urgent_once UNIQUE (event_id, rung_id, person_id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX addressee_office ON public.directives_addressee USING btree (office_id, guidance_id DESC);

CREATE UNIQUE INDEX alarm_count_once ON public.situation_alarm USING btree (type, area_id, first) WHERE (NOT ((type)::text = ''::text));

CREATE UNIQUE INDEX alarm_figure_once ON public.situation_alarm USING btree (indicator_id, area_id, first) WHERE ((type)::text = ''::text);

CREATE INDEX alarm_live ON public.situation_alarm USING btree (area_id, strength DESC) WHERE ((state)::text = ANY ((ARRAY['open'::character varying, 'looked'::character varying])::text[]));

CREATE INDEX alarm_newest ON public.situation_alarm USING btree (last DESC, id DESC);

CREATE UNIQUE INDEX alert_identifier_once ON public.situation_alert USING btree (identifier) WHERE (NOT ((identifier)::text = ''::text));

CREATE UNIQUE INDEX alert_one_draft ON public.situation_alert USING btree (event_id) WHERE ((state)::text = 'draft'::text);

CREATE UNIQUE INDEX alert_one_published ON public.situation_alert USING btree (event_id) WHERE ((state)::text = 'published'::text);

CREATE INDEX alert_told ON public.situation_alert USING btree (sent DESC) WHERE ((state)::text = ANY ((ARRAY['published'::character varying, 'replaced'::character varying])::text[]));

CREATE INDEX application_line ON public.training_application USING btree (session_id, since) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX application_offers ON public.training_application USING btree (offer_until) WHERE ((state)::text = 'offered'::text);

CREATE INDEX application_office ON public.training_application USING btree (office_id, id DESC);

CREATE UNIQUE INDEX application_once ON public.training_application USING btree (session_id, worker_id) WHERE ((state)::text = ANY ((ARRAY['completed'::character varying, 'enrolled'::character varying, 'failed'::character varying, 'offered'::character varying, 'waiting'::character varying])::text[]));

CREATE INDEX application_worker ON public.training_application USING btree (worker_id);

CREATE INDEX appointment_area ON public.networks_appointment USING btree (area_id, start);

CREATE INDEX appointment_days ON public.desk_appointment USING btree (start, "end");

CREATE INDEX area_grams ON public.directory_area USING gin (grams);

CREATE INDEX area_kind ON public.directory_area USING btree (kind, id);

CREATE INDEX arrival_hour ON public.situation_arrival USING btree (source_id, at);

CREATE UNIQUE INDEX arrival_stored_once ON public.situation_arrival USING btree (item_id) WHERE ((fate)::text = 'stored'::text);

CREATE INDEX attempt_last ON public.referrals_attempt USING btree (last_at);

CREATE UNIQUE INDEX attendance_once ON public.training_attendance USING btree (application_id, day_id) WHERE (taken_back_at IS NULL);

CREATE INDEX attendee_area ON public.meetings_attendee USING btree (area_id, briefing_id DESC);

CREATE INDEX attendee_office ON public.meetings_attendee USING btree (office_id, briefing_id DESC);

CREATE UNIQUE INDEX attendee_office_once ON public.meetings_attendee USING btree (briefing_id, office_id) WHERE (seat_id IS NULL);

CREATE UNIQUE INDEX attendee_one_chair ON public.meetings_attendee USING btree (briefing_id) WHERE ((duty)::text = 'chair'::text);

CREATE UNIQUE INDEX attendee_seat_once ON public.meetings_attendee USING btree (briefing_id, seat_id) WHERE (seat_id IS NOT NULL);

CREATE INDEX attendee_substitute ON public.meetings_attendee USING btree (substitute_id, briefing_id DESC);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX basis_briefing ON public.meetings_basis USING btree (briefing_id, id DESC);

CREATE INDEX booking_office ON public.resources_booking USING btree (office_id, state, begins);

CREATE UNIQUE INDEX booking_out_once ON public.resources_booking USING btree (resource_id) WHERE (exclusive AND ((state)::text = 'handed_over'::text));

CREATE INDEX booking_resource ON public.resources_booking USING btree (resource_id, begins);

CREATE INDEX breach_event ON public.privacy_breach_event USING btree (breach_id, id);

CREATE INDEX breach_open ON public.privacy_breach USING btree (aware_at) WHERE ((state)::text = ANY ((ARRAY['assessed'::character varying, 'reported'::character varying])::text[]));

CREATE UNIQUE INDEX brief_one_draft ON public.understanding_brief USING btree (policy_id) WHERE ((state)::text = 'draft'::text);

CREATE UNIQUE INDEX brief_one_in_force ON public.understanding_brief USING btree (policy_id) WHERE ((state)::text = 'issued'::text);

CREATE INDEX briefing_organiser ON public.meetings_briefing USING btree (organiser_id, starts_at DESC);

CREATE INDEX briefing_running ON public.meetings_briefing USING btree (id) WHERE ((state)::text = 'running'::text);

CREATE INDEX briefing_series ON public.meetings_briefing USING btree (series_id, id DESC);

CREATE INDEX briefing_when ON public.meetings_briefing USING btree (starts_at DESC, id DESC);

CREATE INDEX call_answer_office ON public.progress_call_answer USING btree (office_id, state);

CREATE INDEX case_area ON public.referrals_case USING btree (area_id, id DESC);

CREATE INDEX case_office ON public.referrals_case USING btree (office_id, id DESC);

CREATE INDEX case_worker ON public.referrals_case USING btree (worker_id, id DESC);

CREATE UNIQUE INDEX certificate_one_living ON public.training_certificate USING btree (application_id) WHERE (revoked_at IS NULL);

CREATE INDEX check_in_attendee ON public.meetings_check_in USING btree (attendee_id, id);

CREATE UNIQUE INDEX check_in_once ON public.meetings_check_in USING btree (attendee_id, person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX choice_vote ON public.meetings_choice USING btree (vote_id);

CREATE INDEX claim_open ON public.situation_claim USING btree (check_by) WHERE (corrected_at IS NULL);

CREATE INDEX comment_subject ON public.platform_comment USING btree (model, object_id, id);

CREATE INDEX connect_api_token_hash_f2efa5a9_like ON public.connect_api_token USING btree (hash varchar_pattern_ops);

CREATE INDEX connect_api_token_person_id_ebc1ce28 ON public.connect_api_token USING btree (person_id);

CREATE INDEX connect_api_token_seat_id_78305e5e ON public.connect_api_token USING btree (seat_id);

CREATE INDEX connect_calendar_feed_hash_1af33ec9_like ON public.connect_calendar_feed USING btree (hash varchar_pattern_ops);

CREATE INDEX connect_calendar_feed_person_id_ec626f46 ON public.connect_calendar_feed USING btree (person_id);

CREATE INDEX connect_calendar_feed_seat_id_a6886228 ON public.connect_calendar_feed USING btree (seat_id);

CREATE UNIQUE INDEX contribution_booking_once ON public.resources_contribution USING btree (booking_id) WHERE ((NOT ((state)::text = 'withdrawn'::text)) AND (booking_id IS NOT NULL));

CREATE INDEX correction_item ON public.situation_correction USING btree (item_id, field);

CREATE UNIQUE INDEX correction_one_pending ON public.progress_correction USING btree (report_id) WHERE ((state)::text = ANY ((ARRAY['submitted'::character varying, 'approved'::character varying])::text[]));

CREATE UNIQUE INDEX counter_desk_living_number ON public.counter_desk USING btree (place_id, number) WHERE (ended_at IS NULL);

CREATE INDEX counter_desk_office_id_8fde0c05 ON public.counter_desk USING btree (office_id);

CREATE INDEX counter_desk_place_id_fccdb8f9 ON public.counter_desk USING btree (place_id);

CREATE INDEX counter_happened_desk_id_bc5acf3e ON public.counter_happened USING btree (desk_id);

CREATE INDEX counter_happened_office_id_d4c062e9 ON public.counter_happened USING btree (office_id);

CREATE INDEX counter_happened_seat_id_b21c68c0 ON public.counter_happened USING btree (seat_id);

CREATE INDEX counter_happened_ticket_id_76588495 ON public.counter_happened USING btree (ticket_id);

CREATE INDEX counter_kiosk_opened_by_id_fb94b823 ON public.counter_kiosk USING btree (opened_by_id);

CREATE INDEX counter_kiosk_place_id_bb195f3c ON public.counter_kiosk USING btree (place_id);

CREATE INDEX counter_kiosk_token_hash_ee7812f8_like ON public.counter_kiosk USING btree (token_hash varchar_pattern_ops);

CREATE UNIQUE INDEX counter_one_at_a_desk ON public.counter_ticket USING btree (desk_id) WHERE ((state)::text = ANY ((ARRAY['called'::character varying, 'served'::character varying])::text[]));

CREATE INDEX counter_place_board_hash_eded4bb6_like ON public.counter_place USING btree (board_hash varchar_pattern_ops);

CREATE INDEX counter_place_office_id_6bc309d6 ON public.counter_place USING btree (office_id);

CREATE INDEX counter_spell_desk_id_e4da135c ON public.counter_spell USING btree (desk_id);

CREATE INDEX counter_spell_office ON public.counter_spell USING btree (office_id, state, start);

CREATE INDEX counter_spell_office_id_f404572e ON public.counter_spell USING btree (office_id);

CREATE UNIQUE INDEX counter_spell_one_open ON public.counter_spell USING btree (ticket_id) WHERE ("end" IS NULL);

CREATE INDEX counter_spell_ticket_id_30dc8890 ON public.counter_spell USING btree (ticket_id);

CREATE INDEX counter_stop_office_id_cafd6484 ON public.counter_stop USING btree (office_id);

CREATE UNIQUE INDEX counter_stop_once ON public.counter_stop USING btree (ticket_id, office_id) WHERE (done_at IS NULL);

CREATE INDEX counter_stop_referral_id_b3cdc35f ON public.counter_stop USING btree (referral_id);

CREATE INDEX counter_stop_service_id_ab7c9d10 ON public.counter_stop USING btree (service_id);

CREATE INDEX counter_stop_ticket_id_325b7501 ON public.counter_stop USING btree (ticket_id);

CREATE INDEX counter_ticket_case ON public.counter_ticket USING btree (case_id) WHERE (case_id IS NOT NULL);

CREATE INDEX counter_ticket_case_id_440c1861 ON public.counter_ticket USING btree (case_id);

CREATE INDEX counter_ticket_desk_id_975169ec ON public.counter_ticket USING btree (desk_id);

CREATE INDEX counter_ticket_kiosk ON public.counter_ticket USING btree (kiosk_id, came_at) WHERE (kiosk_id IS NOT NULL);

CREATE INDEX counter_ticket_kiosk_id_2fe1ae24 ON public.counter_ticket USING btree (kiosk_id);

CREATE INDEX counter_ticket_office_id_9aefc8fb ON public.counter_ticket USING btree (office_id);

CREATE INDEX counter_ticket_open ON public.counter_ticket USING btree (place_id, since) WHERE ((state)::text = ANY ((ARRAY['called'::character varying, 'held'::character varying, 'served'::character varying, 'waiting'::character varying])::text[]));

CREATE INDEX counter_ticket_place_id_9346969f ON public.counter_ticket USING btree (place_id);

CREATE INDEX counter_ticket_seat_id_5fc16bd8 ON public.counter_ticket USING btree (seat_id);

CREATE INDEX counter_ticket_token_hash_81d27c30_like ON public.counter_ticket USING btree (token_hash varchar_pattern_ops);

CREATE INDEX counter_ticket_worker_id_c03a95a4 ON public.counter_ticket USING btree (worker_id);

CREATE INDEX course_grams ON public.training_course USING gin (grams);

CREATE INDEX course_sort ON public.training_course USING btree (sort_th, id);

CREATE INDEX data_call_office ON public.progress_data_call USING btree (office_id, id DESC);

CREATE INDEX data_call_open ON public.progress_data_call USING btree (deadline) WHERE ((state)::text = 'sent'::text);

CREATE INDEX data_request_open ON public.referrals_data_request USING btree (due_on) WHERE (answered_at IS NULL);

CREATE INDEX day_report_day ON public.situation_day_report USING btree (day, area_id);

CREATE INDEX delivery_due ON public.platform_delivery USING btree (not_before) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX delivery_sent ON public.platform_delivery USING btree (channel, sent);

CREATE INDEX demand_open ON public.training_demand USING btree (area_id, skill) WHERE ((closed_at IS NULL) AND (session_id IS NULL));

CREATE UNIQUE INDEX demand_origin_once ON public.training_demand USING btree (origin, origin_ref) WHERE (NOT ((origin)::text = ''::text));

CREATE INDEX desk_appointment_area_id_47971ba6 ON public.desk_appointment USING btree (area_id);

CREATE INDEX desk_appointment_office_id_1b8878f1 ON public.desk_appointment USING btree (office_id);

CREATE INDEX desk_situation_report_area_id_92ed657b ON public.desk_situation_report USING btree (area_id);

CREATE INDEX desk_situation_report_issued_by_id_184563e3 ON public.desk_situation_report USING btree (issued_by_id);

CREATE INDEX desk_situation_report_office_id_68153e07 ON public.desk_situation_report USING btree (office_id);

CREATE INDEX desk_situation_version_by_id_d2686b87 ON public.desk_situation_version USING btree (by_id);

CREATE INDEX desk_situation_version_report_id_9556c37c ON public.desk_situation_version USING btree (report_id);

CREATE INDEX destruction_office ON public.privacy_destruction USING btree (office_id, id DESC);

CREATE INDEX dev_line_items ON public.plans_dev_line USING btree (fiscal_year, item_id, state);

CREATE INDEX directive_area ON public.directives_directive USING btree (area_id, id DESC);

CREATE INDEX directive_area_back ON public.directives_area USING btree (area_id, directive_id);

CREATE INDEX directive_bound ON public.directives_directive USING btree (indicator_id, aim_area_id) WHERE bound;

CREATE INDEX directive_escalate ON public.directives_directive USING btree (escalate_at) WHERE (escalate_at IS NOT NULL);

CREATE INDEX directive_giver ON public.directives_directive USING btree (giver_id, id DESC);

CREATE INDEX directive_grams ON public.directives_directive USING gin (grams);

CREATE INDEX directive_issued ON public.directives_directive USING btree (issued_at);

CREATE INDEX directive_issuer ON public.directives_directive USING btree (issuer_id, id DESC);

CREATE INDEX directive_lead ON public.directives_directive USING btree (lead_id, id DESC);

CREATE INDEX directive_mine ON public.directives_directive USING btree (acknowledged_by_id, id DESC);

CREATE INDEX directive_office_back ON public.directives_office USING btree (office_id, directive_id);

CREATE INDEX directive_open ON public.directives_directive USING btree (due_at, id) WHERE ((state)::text = ANY ((ARRAY['acknowledged'::character varying, 'issued'::character varying, 'returned'::character varying, 'working'::character varying])::text[]));

CREATE INDEX directives_addressee_acknowledged_by_id_7fca7d0b ON public.directives_addressee USING btree (acknowledged_by_id);

CREATE INDEX directives_addressee_answered_by_id_75de9ca2 ON public.directives_addressee USING btree (answered_by_id);

CREATE INDEX directives_addressee_area_id_f46d04be ON public.directives_addressee USING btree (area_id);

CREATE INDEX directives_addressee_guidance_id_4bb2e5a0 ON public.directives_addressee USING btree (guidance_id);

CREATE INDEX directives_addressee_office_id_eaba75a7 ON public.directives_addressee USING btree (office_id);

CREATE INDEX directives_answer_by_id_66f60e53 ON public.directives_answer USING btree (by_id);

CREATE INDEX directives_answer_directive_id_033d0622 ON public.directives_answer USING btree (directive_id);

CREATE INDEX directives_answer_file_answer_id_b77fe0df ON public.directives_answer_file USING btree (answer_id);

CREATE INDEX directives_answer_file_file_id_4b7746b1 ON public.directives_answer_file USING btree (file_id);

CREATE INDEX directives_area_area_id_e5c5fe06 ON public.directives_area USING btree (area_id);

CREATE INDEX directives_area_directive_id_f6436a06 ON public.directives_area USING btree (directive_id);

CREATE INDEX directives_counter_issuer_id_850acb06 ON public.directives_counter USING btree (issuer_id);

CREATE INDEX directives_directive_acknowledged_by_id_3796d163 ON public.directives_directive USING btree (acknowledged_by_id);

CREATE INDEX directives_directive_aim_area_id_d5b5a0bd ON public.directives_directive USING btree (aim_area_id);

CREATE INDEX directives_directive_answered_by_id_857b3955 ON public.directives_directive USING btree (answered_by_id);

CREATE INDEX directives_directive_area_id_524e7f3d ON public.directives_directive USING btree (area_id);

CREATE INDEX directives_directive_closed_by_id_564b4b8d ON public.directives_directive USING btree (closed_by_id);

CREATE INDEX directives_directive_giver_id_38ba069f ON public.directives_directive USING btree (giver_id);

CREATE INDEX directives_directive_indicator_id_f297f23d ON public.directives_directive USING btree (indicator_id);

CREATE INDEX directives_directive_issued_by_id_ce3b5e17 ON public.directives_directive USING btree (issued_by_id);

CREATE INDEX directives_directive_issuer_id_ce2a5ca1 ON public.directives_directive USING btree (issuer_id);

CREATE INDEX directives_directive_lead_id_2c32b9dd ON public.directives_directive USING btree (lead_id);

CREATE INDEX directives_directive_policy_id_552698ae ON public.directives_directive USING btree (policy_id);

CREATE INDEX directives_directive_whole_id_f495e455 ON public.directives_directive USING btree (whole_id);

CREATE INDEX directives_guidance_giver_id_35b500b3 ON public.directives_guidance USING btree (giver_id);

CREATE INDEX directives_guidance_issued_by_id_fbbf243b ON public.directives_guidance USING btree (issued_by_id);

CREATE INDEX directives_guidance_issuer_id_35357950 ON public.directives_guidance USING btree (issuer_id);

CREATE INDEX directives_guidance_policy_id_f079c966 ON public.directives_guidance USING btree (policy_id);

CREATE INDEX directives_office_directive_id_8a849251 ON public.directives_office USING btree (directive_id);

CREATE INDEX directives_office_office_id_c190b082 ON public.directives_office USING btree (office_id);

CREATE INDEX directory_agency_code_f3d8f897_like ON public.directory_agency USING btree (code varchar_pattern_ops);

CREATE INDEX directory_area_code_1f17ba94_like ON public.directory_area USING btree (code varchar_pattern_ops);

CREATE INDEX directory_area_parent_id_b9ea1166 ON public.directory_area USING btree (parent_id);

CREATE INDEX directory_area_set_areas_area_id_a70dcd47 ON public.directory_area_set_areas USING btree (area_id);

CREATE INDEX directory_area_set_areas_areaset_id_aff9a73b ON public.directory_area_set_areas USING btree (areaset_id);

CREATE INDEX directory_area_set_code_bd2a5812_like ON public.directory_area_set USING btree (code varchar_pattern_ops);

CREATE INDEX directory_delegation_seat_id_62f840d2 ON public.directory_delegation USING btree (seat_id);

CREATE INDEX directory_delegation_to_id_4d600ee0 ON public.directory_delegation USING btree (to_id);

CREATE INDEX directory_holiday_area_id_b9f6992f ON public.directory_holiday USING btree (area_id);

CREATE INDEX directory_membership_area_id_92a715bb ON public.directory_membership USING btree (area_id);

CREATE INDEX directory_membership_group_id_a4dfa938 ON public.directory_membership USING btree (group_id);

CREATE INDEX directory_office_agency_id_c6508160 ON public.directory_office USING btree (agency_id);

CREATE INDEX directory_office_agency_id_c6508160_like ON public.directory_office USING btree (agency_id varchar_pattern_ops);

CREATE INDEX directory_office_area_id_0009435b ON public.directory_office USING btree (area_id);

CREATE INDEX directory_office_code_7f0fb782_like ON public.directory_office USING btree (code varchar_pattern_ops);

CREATE INDEX directory_office_parent_id_41455af8 ON public.directory_office USING btree (parent_id);

CREATE INDEX directory_pack_code_68155632_like ON public.directory_pack USING btree (code varchar_pattern_ops);

CREATE INDEX directory_person_username_362ba652_like ON public.directory_person USING btree (username varchar_pattern_ops);

CREATE INDEX directory_seat_groups_areagroup_id_9385c2ff ON public.directory_seat_groups USING btree (areagroup_id);

CREATE INDEX directory_seat_groups_seat_id_3844e0cb ON public.directory_seat_groups USING btree (seat_id);

CREATE INDEX directory_seat_office_id_7dffe7a4 ON public.directory_seat USING btree (office_id);

CREATE INDEX directory_seat_person_id_1c974d54 ON public.directory_seat USING btree (person_id);

CREATE INDEX directory_transfer_line_accepted_by_id_f3feaa3c ON public.directory_transfer_line USING btree (accepted_by_id);

CREATE INDEX directory_transfer_line_leaves_id_1bf80001 ON public.directory_transfer_line USING btree (leaves_id);

CREATE INDEX directory_transfer_line_order_id_757731de ON public.directory_transfer_line USING btree (order_id);

CREATE INDEX directory_transfer_line_person_id_02d3e055 ON public.directory_transfer_line USING btree (person_id);

CREATE INDEX directory_transfer_line_takes_id_acfb8b9d ON public.directory_transfer_line USING btree (takes_id);

CREATE INDEX directory_transfer_order_number_fde5f654_like ON public.directory_transfer_order USING btree (number varchar_pattern_ops);

CREATE INDEX directory_upload_person_id_95e43926 ON public.directory_upload USING btree (person_id);

CREATE INDEX directory_upload_token_a830bd5d_like ON public.directory_upload USING btree (token varchar_pattern_ops);

CREATE INDEX dirty_key ON public.progress_dirty USING btree (indicator_id, period);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX drive_entry_open ON public.referrals_drive_entry USING btree (received_at) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'needs_look'::character varying])::text[]));

CREATE INDEX drive_entry_pace ON public.referrals_drive_entry USING btree (volunteer_id, received_at DESC);

CREATE INDEX drive_entry_worker ON public.referrals_drive_entry USING btree (worker_id);

CREATE INDEX drive_office ON public.referrals_drive USING btree (office_id, id DESC);

CREATE INDEX event_link_target ON public.situation_event_link USING btree (kind, target);

CREATE INDEX event_live ON public.situation_event USING btree (area_id, id DESC) WHERE ((NOT is_void) AND (merged_into_id IS NULL) AND (NOT ((state)::text = ANY ((ARRAY['closed'::character varying, 'refuted'::character varying])::text[]))));

CREATE INDEX event_newest ON public.situation_event USING btree (id DESC);

CREATE INDEX event_owner ON public.situation_event USING btree (owner_id, id DESC);

CREATE INDEX event_place_area ON public.situation_event_place USING btree (area_id, event_id);

CREATE INDEX event_task_event ON public.situation_event_task USING btree (event_id, due);

CREATE INDEX event_task_waiting ON public.situation_event_task USING btree (office_id, due) WHERE (done_at IS NULL);

CREATE UNIQUE INDEX exemption_one_open ON public.progress_exemption USING btree (target_id) WHERE ((state)::text = 'asked'::text);

CREATE INDEX failed_event_due ON public.platform_failed_event USING btree (next_try) WHERE (next_try IS NOT NULL);

CREATE INDEX fetch_newest ON public.situation_fetch USING btree (source_id, id DESC);

CREATE INDEX fetch_running ON public.situation_fetch USING btree (id) WHERE ((outcome)::text = 'running'::text);

CREATE INDEX fetch_started ON public.situation_fetch USING btree (started_at);

CREATE INDEX figure_change ON public.progress_figure_change USING btree (figure_id, at);

CREATE INDEX figure_change_at ON public.progress_figure_change USING brin (at) WITH (autosummarize='on');

CREATE INDEX figure_created ON public.progress_figure USING brin (created) WITH (autosummarize='on');

CREATE INDEX figure_gone_at ON public.progress_figure_gone USING btree (at);

CREATE INDEX figure_gone_key ON public.progress_figure_gone USING btree (indicator_id, period);

CREATE INDEX follow_up_open ON public.training_follow_up USING btree (due_on) WHERE (answered_at IS NULL);

CREATE INDEX glass_living ON public.registers_glass USING btree (worker_id, seat_id, until DESC);

CREATE INDEX glass_unreviewed ON public.registers_glass USING btree (office_id, id DESC) WHERE (reviewed_at IS NULL);

CREATE UNIQUE INDEX guest_link_one_living ON public.referrals_guest_link USING btree (referral_id) WHERE (revoked_at IS NULL);

CREATE INDEX guidance_grams ON public.directives_guidance USING gin (grams);

CREATE INDEX guidance_issuer ON public.directives_guidance USING btree (issuer_id, id DESC);

CREATE INDEX guidance_review ON public.directives_guidance USING btree (review_on, id) WHERE ((state)::text = 'in_force'::text);

CREATE INDEX hand_over_office ON public.situation_hand_over USING btree (office_id, id DESC);

CREATE UNIQUE INDEX hand_over_one_open ON public.situation_hand_over USING btree (office_id) WHERE (accepted_at IS NULL);

CREATE INDEX head_count_newest ON public.situation_head_count USING btree (event_id, dimension, as_of DESC);

CREATE INDEX helper_living ON public.referrals_helper USING btree (case_id) WHERE (ended_at IS NULL);

CREATE INDEX hold_case ON public.privacy_hold USING btree (case_id) WHERE (lifted_at IS NULL);

CREATE INDEX hold_worker ON public.privacy_hold USING btree (worker_id) WHERE (lifted_at IS NULL);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE UNIQUE INDEX indicator_one_main ON public.registers_indicator USING btree (policy_id) WHERE (is_main AND (retired_on IS NULL));

CREATE UNIQUE INDEX indicator_one_people ON public.registers_indicator USING btree (policy_id) WHERE (is_people AND (retired_on IS NULL));

CREATE INDEX item_expected ON public.plans_cascade_item USING btree (expected_id, state);

CREATE UNIQUE INDEX item_one_current ON public.meetings_item USING btree (briefing_id) WHERE ((state)::text = 'current'::text);

CREATE INDEX item_order ON public.meetings_item USING btree (briefing_id, section, number);

CREATE INDEX joint_activity_area ON public.resources_joint_activity USING btree (area_id, first);

CREATE INDEX joint_activity_first ON public.resources_joint_activity USING btree (first);

CREATE INDEX journal_area ON public.platform_journal USING btree (area_id, id DESC);

CREATE INDEX journal_object ON public.platform_journal USING btree (model, object_id, id DESC);

CREATE INDEX journal_person ON public.platform_journal USING btree (person_id, id DESC);

CREATE INDEX late_week_due ON public.referrals_late_week USING btree (tells_at) WHERE (told_at IS NULL);

CREATE INDEX letter_briefing ON public.meetings_letter USING btree (briefing_id, id DESC);

CREATE INDEX line_books ON public.resources_line USING btree (office_id, counterpart_id, account);

CREATE INDEX line_code_until ON public.referrals_line_code USING btree (until);

CREATE INDEX line_event_at ON public.referrals_line_event USING btree (at);

CREATE INDEX line_event_waits ON public.referrals_line_event USING btree (at) WHERE (NOT ((reply_token)::text = ''::text));

CREATE INDEX log_marked ON public.situation_log_entry USING btree (marked_at DESC) WHERE (marked_at IS NOT NULL);

CREATE INDEX log_office ON public.situation_log_entry USING btree (office_id, happened_at DESC);

CREATE INDEX meetings_attendee_area_id_07d95f9f ON public.meetings_attendee USING btree (area_id);

CREATE INDEX meetings_attendee_briefing_id_522e3a55 ON public.meetings_attendee USING btree (briefing_id);

CREATE INDEX meetings_attendee_office_id_aa61ce2a ON public.meetings_attendee USING btree (office_id);

CREATE INDEX meetings_attendee_replied_by_id_c791ef58 ON public.meetings_attendee USING btree (replied_by_id);

CREATE INDEX meetings_attendee_seat_id_bc0d9018 ON public.meetings_attendee USING btree (seat_id);

CREATE INDEX meetings_attendee_substitute_id_644fe074 ON public.meetings_attendee USING btree (substitute_id);

CREATE INDEX meetings_ballot_attendee_id_0c8a6c63 ON public.meetings_ballot USING btree (attendee_id);

CREATE INDEX meetings_ballot_vote_id_ad2b6671 ON public.meetings_ballot USING btree (vote_id);

CREATE INDEX meetings_basis_briefing_id_c10eaaa7 ON public.meetings_basis USING btree (briefing_id);

CREATE INDEX meetings_basis_by_id_34c056b5 ON public.meetings_basis USING btree (by_id);

CREATE INDEX meetings_book_briefing_id_4c0f60c1 ON public.meetings_book USING btree (briefing_id);

CREATE INDEX meetings_book_by_id_09fd6151 ON public.meetings_book USING btree (by_id);

CREATE INDEX meetings_briefing_chair_id_8935eb07 ON public.meetings_briefing USING btree (chair_id);

CREATE INDEX meetings_briefing_follows_id_78543533 ON public.meetings_briefing USING btree (follows_id);

CREATE INDEX meetings_briefing_group_id_bdb643dc ON public.meetings_briefing USING btree (group_id);

CREATE INDEX meetings_briefing_host_area_id_bc194094 ON public.meetings_briefing USING btree (host_area_id);

CREATE INDEX meetings_briefing_on_stage_id_e89a4746 ON public.meetings_briefing USING btree (on_stage_id);

CREATE INDEX meetings_briefing_organiser_id_d4590478 ON public.meetings_briefing USING btree (organiser_id);

CREATE INDEX meetings_briefing_secretary_id_c1251ebc ON public.meetings_briefing USING btree (secretary_id);

CREATE INDEX meetings_briefing_series_id_157ec584 ON public.meetings_briefing USING btree (series_id);

CREATE INDEX meetings_briefing_sharing_id_2dfce21c ON public.meetings_briefing USING btree (sharing_id);

CREATE INDEX meetings_check_in_attendee_id_0a34016c ON public.meetings_check_in USING btree (attendee_id);

CREATE INDEX meetings_check_in_person_id_f9e568c7 ON public.meetings_check_in USING btree (person_id);

CREATE INDEX meetings_check_in_vouched_by_id_07f1a069 ON public.meetings_check_in USING btree (vouched_by_id);

CREATE INDEX meetings_choice_vote_id_f24e1b71 ON public.meetings_choice USING btree (vote_id);

CREATE INDEX meetings_item_area_id_602264e8 ON public.meetings_item USING btree (area_id);

CREATE INDEX meetings_item_briefing_id_1f9c21fe ON public.meetings_item USING btree (briefing_id);

CREATE INDEX meetings_item_office_id_9ce947cc ON public.meetings_item USING btree (office_id);

CREATE INDEX meetings_letter_briefing_id_f6ad354f ON public.meetings_letter USING btree (briefing_id);

CREATE INDEX meetings_letter_made_by_id_8df003d5 ON public.meetings_letter USING btree (made_by_id);

CREATE INDEX meetings_letter_signed_id_1a056fb0 ON public.meetings_letter USING btree (signed_id);

CREATE INDEX meetings_letter_to_office_id_e32820ed ON public.meetings_letter USING btree (to_office_id);

CREATE INDEX meetings_line_briefing_id_0ce9960f ON public.meetings_line USING btree (briefing_id);

CREATE INDEX meetings_message_attendee_id_9d00da63 ON public.meetings_message USING btree (attendee_id);

CREATE INDEX meetings_message_briefing_id_55afce73 ON public.meetings_message USING btree (briefing_id);

CREATE INDEX meetings_message_by_id_080eec71 ON public.meetings_message USING btree (by_id);

CREATE INDEX meetings_message_item_id_393ad483 ON public.meetings_message USING btree (item_id);

CREATE INDEX meetings_minutes_approved_by_id_c20d5f49 ON public.meetings_minutes USING btree (approved_by_id);

CREATE INDEX meetings_minutes_certified_in_id_e6c46eec ON public.meetings_minutes USING btree (certified_in_id);

CREATE INDEX meetings_minutes_checked_by_id_3c9daafc ON public.meetings_minutes USING btree (checked_by_id);

CREATE INDEX meetings_opinion_attendee_id_33df07ec ON public.meetings_opinion USING btree (attendee_id);

CREATE INDEX meetings_opinion_by_id_cf2236ee ON public.meetings_opinion USING btree (by_id);

CREATE INDEX meetings_opinion_minutes_id_432d6bcf ON public.meetings_opinion USING btree (minutes_id);

CREATE INDEX meetings_paper_file_id_993df9e5 ON public.meetings_paper USING btree (file_id);

CREATE INDEX meetings_paper_item_id_07134052 ON public.meetings_paper USING btree (item_id);

CREATE INDEX meetings_problem_attendee_id_e78856eb ON public.meetings_problem USING btree (attendee_id);

CREATE INDEX meetings_problem_briefing_id_3ea43ecd ON public.meetings_problem USING btree (briefing_id);

CREATE INDEX meetings_series_office_office_id_f315ae39 ON public.meetings_series_office USING btree (office_id);

CREATE INDEX meetings_series_office_series_id_6309874d ON public.meetings_series_office USING btree (series_id);

CREATE INDEX meetings_series_organiser_id_8f3ad155 ON public.meetings_series USING btree (organiser_id);

CREATE INDEX meetings_vote_briefing_id_e01154c4 ON public.meetings_vote USING btree (briefing_id);

CREATE INDEX meetings_vote_item_id_90b2e465 ON public.meetings_vote USING btree (item_id);

CREATE INDEX membership_area ON public.directory_membership USING btree (area_id, valid_from);

CREATE UNIQUE INDEX membership_one_lead ON public.directory_membership USING btree (group_id) WHERE (leads AND (valid_to IS NULL));

CREATE UNIQUE INDEX merge_once ON public.registers_merge USING btree (gone_id) WHERE (undone_at IS NULL);

CREATE INDEX message_briefing ON public.meetings_message USING btree (briefing_id, id DESC);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX mobile_day_area ON public.registers_mobile_day USING btree (area_id, day);

CREATE INDEX mobile_day_office ON public.registers_mobile_day USING btree (office_id, day);

CREATE UNIQUE INDEX model_one_champion ON public.situation_model_version USING btree (state) WHERE ((state)::text = 'champion'::text);

CREATE INDEX money_code ON public.plans_money_line USING btree (budget_code) WHERE (NOT ((budget_code)::text = ''::text));

CREATE INDEX need_open ON public.resources_need USING btree (area_id, begins) WHERE ((state)::text = 'open'::text);

CREATE INDEX networks_appointment_area_id_dee95182 ON public.networks_appointment USING btree (area_id);

CREATE INDEX networks_appointment_volunteer_id_8abbe3fc ON public.networks_appointment USING btree (volunteer_id);

CREATE INDEX networks_partner_area_id_9e31459d ON public.networks_partner USING btree (area_id);

CREATE INDEX networks_partner_keeper_id_ecece8a5 ON public.networks_partner USING btree (keeper_id);

CREATE INDEX networks_response_area_id_c4e384f8 ON public.networks_response USING btree (area_id);

CREATE INDEX networks_response_survey_id_67abe5f7 ON public.networks_response USING btree (survey_id);

CREATE INDEX networks_response_volunteer_id_24803d5a ON public.networks_response USING btree (volunteer_id);

CREATE INDEX networks_survey_area_id_658ad5fd ON public.networks_survey USING btree (area_id);

CREATE INDEX networks_survey_form_id_a300ddd0_like ON public.networks_survey USING btree (form_id varchar_pattern_ops);

CREATE INDEX networks_survey_office_id_fa3b16e5 ON public.networks_survey USING btree (office_id);

CREATE INDEX networks_survey_seat_id_55988046 ON public.networks_survey USING btree (seat_id);

CREATE INDEX networks_volunteer_office_id_96b9d2be ON public.networks_volunteer USING btree (office_id);

CREATE INDEX networks_volunteer_token_hash_31a210d3_like ON public.networks_volunteer USING btree (token_hash varchar_pattern_ops);

CREATE INDEX news_event ON public.situation_item USING btree (event_id, id) WHERE (event_id IS NOT NULL);

CREATE INDEX news_newest ON public.situation_item USING btree (received_at DESC, id DESC);

CREATE INDEX news_place_area ON public.situation_item_place USING btree (area_id, item_id);

CREATE INDEX news_waiting ON public.situation_item USING btree (id) WHERE (is_relevant AND (root_id IS NULL) AND ((state)::text = 'new'::text));

CREATE INDEX notice_person ON public.platform_notice USING btree (person_id, id DESC);

CREATE INDEX notice_unread ON public.platform_notice USING btree (person_id) WHERE (read IS NULL);

CREATE INDEX offer_area ON public.plans_offer USING btree (area_id, state);

CREATE INDEX office_area ON public.directory_office USING btree (area_id, agency_id);

CREATE INDEX office_grams ON public.directory_office USING gin (grams);

CREATE INDEX opening_month ON public.progress_opening USING btree (office_id, period, until);

CREATE INDEX operation_event ON public.situation_operation USING btree (event_id, id);

CREATE INDEX operation_items ON public.situation_operation USING gin (items jsonb_path_ops);

CREATE INDEX outreach_office ON public.referrals_outreach_list USING btree (office_id, id DESC);

CREATE INDEX outreach_worker ON public.referrals_outreach_line USING btree (worker_id);

CREATE UNIQUE INDEX papers_are_asked_for_once ON public.referrals_paper_list USING btree (referral_id, office_id) WHERE ((again)::text = ''::text);

CREATE INDEX partner_area ON public.networks_partner USING btree (area_id, sector);

CREATE INDEX partner_grams ON public.networks_partner USING gin (grams);

CREATE INDEX partner_sort ON public.networks_partner USING btree (sort_th, id);

CREATE INDEX person_check_pace ON public.registers_person_check USING btree (person_id, at DESC);

CREATE UNIQUE INDEX person_email_once ON public.directory_person USING btree (lower((email)::text)) WHERE (NOT ((email)::text = ''::text));

CREATE INDEX person_grams ON public.directory_person USING gin (grams);

CREATE INDEX person_notice_case ON public.referrals_person_notice USING btree (case_id, id DESC);

CREATE INDEX person_notice_due ON public.referrals_person_notice USING btree (not_before) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX plan_newest ON public.plans_plan USING btree (fiscal_year DESC, id DESC);

CREATE INDEX plan_state ON public.plans_plan USING btree (state, fiscal_year DESC);

CREATE INDEX plans_account_line_money_id_b520c5b5 ON public.plans_account_line USING btree (money_id);

CREATE INDEX plans_account_line_office_id_ff033563 ON public.plans_account_line USING btree (office_id);

CREATE INDEX plans_account_line_report_id_6c2d96aa ON public.plans_account_line USING btree (report_id);

CREATE INDEX plans_account_map_name_20b0b369_like ON public.plans_account_map USING btree (name varchar_pattern_ops);

CREATE INDEX plans_account_match_by_id_44d3f581 ON public.plans_account_match USING btree (by_id);

CREATE INDEX plans_account_match_money_id_f9aaaa0e ON public.plans_account_match USING btree (money_id);

CREATE INDEX plans_account_report_agency_id_7108b7a4 ON public.plans_account_report USING btree (agency_id);

CREATE INDEX plans_account_report_agency_id_7108b7a4_like ON public.plans_account_report USING btree (agency_id varchar_pattern_ops);

CREATE INDEX plans_account_report_area_id_9ff4b5e5 ON public.plans_account_report USING btree (area_id);

CREATE INDEX plans_account_report_by_id_7d3da67d ON public.plans_account_report USING btree (by_id);

CREATE INDEX plans_account_report_digest_890d3ef5_like ON public.plans_account_report USING btree (digest varchar_pattern_ops);

CREATE INDEX plans_activity_area_id_4455c43f ON public.plans_activity USING btree (area_id);

CREATE INDEX plans_activity_co_office_activity_id_cb138a3c ON public.plans_activity_co_office USING btree (activity_id);

CREATE INDEX plans_activity_co_office_office_id_cb91c9cc ON public.plans_activity_co_office USING btree (office_id);

CREATE INDEX plans_activity_indicator_id_1dba03c0 ON public.plans_activity USING btree (indicator_id);

CREATE INDEX plans_activity_office_id_62b0f7a5 ON public.plans_activity USING btree (office_id);

CREATE INDEX plans_activity_project_id_b670c360 ON public.plans_activity USING btree (project_id);

CREATE INDEX plans_activity_responsible_id_358a90bf ON public.plans_activity USING btree (responsible_id);

CREATE INDEX plans_activity_work_item_id_4b8f9925 ON public.plans_activity USING btree (work_item_id);

CREATE INDEX plans_agreement_area_id_afc1e371 ON public.plans_agreement USING btree (area_id);

CREATE INDEX plans_agreement_by_id_c293925f ON public.plans_agreement USING btree (by_id);

CREATE INDEX plans_agreement_plan_id_91e827d7 ON public.plans_agreement USING btree (plan_id);

CREATE INDEX plans_baseline_by_id_e3255f0b ON public.plans_baseline USING btree (by_id);

CREATE INDEX plans_baseline_line_baseline_id_c984de82 ON public.plans_baseline_line USING btree (baseline_id);

CREATE INDEX plans_baseline_plan_id_d38870a0 ON public.plans_baseline USING btree (plan_id);

CREATE INDEX plans_beneficiary_line_area_id_9ef94686 ON public.plans_beneficiary_line USING btree (area_id);

CREATE INDEX plans_beneficiary_line_project_id_a33c5a0d ON public.plans_beneficiary_line USING btree (project_id);

CREATE INDEX plans_cascade_item_activity_id_d321b849 ON public.plans_cascade_item USING btree (activity_id);

CREATE INDEX plans_cascade_item_answered_by_id_82b03bf1 ON public.plans_cascade_item USING btree (answered_by_id);

CREATE INDEX plans_cascade_item_decided_by_id_cf7c4a8c ON public.plans_cascade_item USING btree (decided_by_id);

CREATE INDEX plans_cascade_item_expected_id_11440000 ON public.plans_cascade_item USING btree (expected_id);

CREATE INDEX plans_cascade_item_offer_id_250a5079 ON public.plans_cascade_item USING btree (offer_id);

CREATE INDEX plans_cascade_offered_by_id_f1533c2f ON public.plans_cascade USING btree (offered_by_id);

CREATE INDEX plans_cascade_policy_id_344a550b ON public.plans_cascade USING btree (policy_id);

CREATE INDEX plans_dev_line_activity_activity_id_59b5f4bd ON public.plans_dev_line_activity USING btree (activity_id);

CREATE INDEX plans_dev_line_activity_devline_id_b10b3e39 ON public.plans_dev_line_activity USING btree (devline_id);

CREATE INDEX plans_dev_line_agency_id_fe1bd7c2 ON public.plans_dev_line USING btree (agency_id);

CREATE INDEX plans_dev_line_agency_id_fe1bd7c2_like ON public.plans_dev_line USING btree (agency_id varchar_pattern_ops);

CREATE INDEX plans_dev_line_area_id_403ade84 ON public.plans_dev_line USING btree (area_id);

CREATE INDEX plans_dev_line_group_id_f7aaa2f7 ON public.plans_dev_line USING btree (group_id);

CREATE INDEX plans_dev_line_item_id_96be8add ON public.plans_dev_line USING btree (item_id);

CREATE INDEX plans_dev_line_item_id_96be8add_like ON public.plans_dev_line USING btree (item_id varchar_pattern_ops);

CREATE INDEX plans_dev_step_by_id_76f47e16 ON public.plans_dev_step USING btree (by_id);

CREATE INDEX plans_dev_step_line_id_1b1687f7 ON public.plans_dev_step USING btree (line_id);

CREATE INDEX plans_expected_agency_id_85f4ab6f ON public.plans_expected USING btree (agency_id);

CREATE INDEX plans_expected_agency_id_85f4ab6f_like ON public.plans_expected USING btree (agency_id varchar_pattern_ops);

CREATE INDEX plans_expected_cascade_id_b6d2ca64 ON public.plans_expected USING btree (cascade_id);

CREATE INDEX plans_expected_indicator_id_7792467a ON public.plans_expected USING btree (indicator_id);

CREATE INDEX plans_expected_series_id_ef0a6fa9 ON public.plans_expected USING btree (series_id);

CREATE INDEX plans_label_code_62d06686_like ON public.plans_label USING btree (code varchar_pattern_ops);

CREATE INDEX plans_label_name_th_0b444a35_like ON public.plans_label USING btree (name_th varchar_pattern_ops);

CREATE INDEX plans_milestone_activity_id_ce803c9c ON public.plans_milestone USING btree (activity_id);

CREATE INDEX plans_money_change_money_id_93c5d34c ON public.plans_money_change USING btree (money_id);

CREATE INDEX plans_money_change_report_id_600091bb ON public.plans_money_change USING btree (report_id);

CREATE INDEX plans_money_line_activity_id_ae9fd9b3 ON public.plans_money_line USING btree (activity_id);

CREATE INDEX plans_money_line_project_id_26415764 ON public.plans_money_line USING btree (project_id);

CREATE INDEX plans_offer_area_id_992fe971 ON public.plans_offer USING btree (area_id);

CREATE INDEX plans_offer_cascade_id_6eec14e2 ON public.plans_offer USING btree (cascade_id);

CREATE INDEX plans_offer_office_id_fcd5da0e ON public.plans_offer USING btree (office_id);

CREATE INDEX plans_offer_project_id_b91d118b ON public.plans_offer USING btree (project_id);

CREATE INDEX plans_ordered_item_code_259ac7aa_like ON public.plans_ordered_item USING btree (code varchar_pattern_ops);

CREATE INDEX plans_plan_agency_id_e35478dd ON public.plans_plan USING btree (agency_id);

CREATE INDEX plans_plan_agency_id_e35478dd_like ON public.plans_plan USING btree (agency_id varchar_pattern_ops);

CREATE INDEX plans_plan_approved_by_id_708d2c73 ON public.plans_plan USING btree (approved_by_id);

CREATE INDEX plans_plan_area_id_6b237693 ON public.plans_plan USING btree (area_id);

CREATE INDEX plans_plan_copied_from_id_985ecb18 ON public.plans_plan USING btree (copied_from_id);

CREATE INDEX plans_plan_group_id_0dcc0711 ON public.plans_plan USING btree (group_id);

CREATE INDEX plans_plan_office_id_8214c47e ON public.plans_plan USING btree (office_id);

CREATE INDEX plans_plan_policy_set_id_e6535dbb ON public.plans_plan USING btree (policy_set_id);

CREATE INDEX plans_plan_submitted_by_id_55c516cc ON public.plans_plan USING btree (submitted_by_id);

CREATE INDEX plans_project_copied_from_id_67dfeb93 ON public.plans_project USING btree (copied_from_id);

CREATE INDEX plans_project_indicator_indicator_id_096e9e10 ON public.plans_project_indicator USING btree (indicator_id);

CREATE INDEX plans_project_indicator_project_id_ee03d53a ON public.plans_project_indicator USING btree (project_id);

CREATE INDEX plans_project_office_id_13629e15 ON public.plans_project USING btree (office_id);

CREATE INDEX plans_project_plan_id_0782130c ON public.plans_project USING btree (plan_id);

CREATE INDEX plans_project_policy_policy_id_773617db ON public.plans_project_policy USING btree (policy_id);

CREATE INDEX plans_project_policy_project_id_6dda6f7c ON public.plans_project_policy USING btree (project_id);

CREATE INDEX plans_project_responsible_id_2567a2dc ON public.plans_project USING btree (responsible_id);

CREATE INDEX plans_revision_opened_by_id_2a74fd24 ON public.plans_revision USING btree (opened_by_id);

CREATE INDEX plans_revision_plan_id_4769b0ca ON public.plans_revision USING btree (plan_id);

CREATE INDEX plans_sent_file_person_id_4f88bd36 ON public.plans_sent_file USING btree (person_id);

CREATE INDEX plans_sent_file_token_b1af2247_like ON public.plans_sent_file USING btree (token varchar_pattern_ops);

CREATE INDEX platform_cache_expires ON public.platform_cache USING btree (expires);

CREATE INDEX platform_cursor_listener_98c167c8_like ON public.platform_cursor USING btree (listener varchar_pattern_ops);

CREATE INDEX platform_delivery_notice_id_b855f329 ON public.platform_delivery USING btree (notice_id);

CREATE INDEX platform_file_sha256_6f902469 ON public.platform_file USING btree (sha256);

CREATE INDEX platform_file_sha256_6f902469_like ON public.platform_file USING btree (sha256 varchar_pattern_ops);

CREATE INDEX platform_instance_id_0cb18cce_like ON public.platform_instance USING btree (id varchar_pattern_ops);

CREATE INDEX platform_job_key_1f835c5e_like ON public.platform_job USING btree (key varchar_pattern_ops);

CREATE INDEX platform_job_person ON public.platform_job USING btree (person_id, id DESC);

CREATE INDEX platform_mention_comment_id_e3151888 ON public.platform_mention USING btree (comment_id);

CREATE INDEX platform_outbox_created ON public.platform_outbox USING btree (created);

CREATE INDEX platform_outbox_unnumbered ON public.platform_outbox USING btree (id) WHERE (seq IS NULL);

CREATE INDEX platform_presence_connection_8429ac8f_like ON public.platform_presence USING btree (connection varchar_pattern_ops);

CREATE INDEX posting_borrower ON public.resources_posting USING btree (borrower_id, day);

CREATE INDEX posting_lender ON public.resources_posting USING btree (lender_id, borrower_id, day);

CREATE INDEX presence_closed ON public.platform_presence USING btree (closed) WHERE (closed IS NOT NULL);

CREATE INDEX presence_open ON public.platform_presence USING btree (instance) WHERE (closed IS NULL);

CREATE INDEX presence_topic ON public.platform_presence USING btree (topic, key);

CREATE INDEX privacy_breach_event_breach_id_b3a3acc1 ON public.privacy_breach_event USING btree (breach_id);

CREATE INDEX privacy_breach_event_seat_id_428d9181 ON public.privacy_breach_event USING btree (seat_id);

CREATE INDEX privacy_breach_office_id_9dcf9ace ON public.privacy_breach USING btree (office_id);

CREATE INDEX privacy_breach_reporter_id_f6572494 ON public.privacy_breach USING btree (reporter_id);

CREATE INDEX privacy_breach_reporter_seat_id_9a8519a6 ON public.privacy_breach USING btree (reporter_seat_id);

CREATE INDEX privacy_destruction_done_by_id_b620ed90 ON public.privacy_destruction USING btree (done_by_id);

CREATE INDEX privacy_destruction_line_list_id_c18cd92e ON public.privacy_destruction_line USING btree (list_id);

CREATE INDEX privacy_destruction_made_by_id_f1624d73 ON public.privacy_destruction USING btree (made_by_id);

CREATE INDEX privacy_destruction_office_id_effb6135 ON public.privacy_destruction USING btree (office_id);

CREATE INDEX privacy_erasure_run_id_058bb8cc ON public.privacy_erasure USING btree (run_id);

CREATE INDEX privacy_erasure_seat_id_bc794285 ON public.privacy_erasure USING btree (seat_id);

CREATE INDEX privacy_hold_case_id_8d1e3bbc ON public.privacy_hold USING btree (case_id);

CREATE INDEX privacy_hold_lifted_by_id_3edeeb0f ON public.privacy_hold USING btree (lifted_by_id);

CREATE INDEX privacy_hold_placed_by_id_009d3ae3 ON public.privacy_hold USING btree (placed_by_id);

CREATE INDEX privacy_hold_worker_id_0ffd5ea7 ON public.privacy_hold USING btree (worker_id);

CREATE INDEX privacy_processing_record_code_25748471 ON public.privacy_processing_record USING btree (code);

CREATE INDEX privacy_processing_record_code_25748471_like ON public.privacy_processing_record USING btree (code varchar_pattern_ops);

CREATE INDEX privacy_processing_record_owner_id_06dae87e ON public.privacy_processing_record USING btree (owner_id);

CREATE INDEX privacy_processing_record_reviewed_by_id_79c314d1 ON public.privacy_processing_record USING btree (reviewed_by_id);

CREATE INDEX privacy_retention_run_seat_id_1bba6efc ON public.privacy_retention_run USING btree (seat_id);

CREATE INDEX privacy_retention_term_kind_b4492a4d_like ON public.privacy_retention_term USING btree (kind varchar_pattern_ops);

CREATE INDEX problem_briefing ON public.meetings_problem USING btree (briefing_id, id DESC);

CREATE UNIQUE INDEX processing_record_living ON public.privacy_processing_record USING btree (code) WHERE (ended_on IS NULL);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX progress_call_answer_area_id_025783bf ON public.progress_call_answer USING btree (area_id);

CREATE INDEX progress_call_answer_call_id_41ba7638 ON public.progress_call_answer USING btree (call_id);

CREATE INDEX progress_call_answer_confirmed_by_id_489d99dc ON public.progress_call_answer USING btree (confirmed_by_id);

CREATE INDEX progress_call_answer_office_id_fcea3b2b ON public.progress_call_answer USING btree (office_id);

CREATE INDEX progress_call_answer_sent_by_id_679ee047 ON public.progress_call_answer USING btree (sent_by_id);

CREATE INDEX progress_call_version_answer_id_926b855c ON public.progress_call_version USING btree (answer_id);

CREATE INDEX progress_call_version_by_id_435c9499 ON public.progress_call_version USING btree (by_id);

CREATE INDEX progress_column_map_name_c0729a56_like ON public.progress_column_map USING btree (name varchar_pattern_ops);

CREATE INDEX progress_correction_approved_by_id_82c902c3 ON public.progress_correction USING btree (approved_by_id);

CREATE INDEX progress_correction_area_id_6149473c ON public.progress_correction USING btree (area_id);

CREATE INDEX progress_correction_department_by_id_536421e1 ON public.progress_correction USING btree (department_by_id);

CREATE INDEX progress_correction_line_correction_id_2329b7f8 ON public.progress_correction_line USING btree (correction_id);

CREATE INDEX progress_correction_line_indicator_id_b02e8d9d ON public.progress_correction_line USING btree (indicator_id);

CREATE INDEX progress_correction_office_id_b471ae1a ON public.progress_correction USING btree (office_id);

CREATE INDEX progress_correction_province_by_id_cc25487e ON public.progress_correction USING btree (province_by_id);

CREATE INDEX progress_correction_report_id_2124c344 ON public.progress_correction USING btree (report_id);

CREATE INDEX progress_correction_submitted_by_id_202ade2f ON public.progress_correction USING btree (submitted_by_id);

CREATE INDEX progress_correction_submitted_for_id_1d5d2bf0 ON public.progress_correction USING btree (submitted_for_id);

CREATE INDEX progress_data_call_copied_from_id_9db0acf5 ON public.progress_data_call USING btree (copied_from_id);

CREATE INDEX progress_data_call_made_by_id_d34daeb7 ON public.progress_data_call USING btree (made_by_id);

CREATE INDEX progress_data_call_office_id_68bafea2 ON public.progress_data_call USING btree (office_id);

CREATE INDEX progress_evidence_file_id_ad5d1cb5 ON public.progress_evidence USING btree (file_id);

CREATE INDEX progress_evidence_indicator_id_4d58fd40 ON public.progress_evidence USING btree (indicator_id);

CREATE INDEX progress_evidence_person_id_911580aa ON public.progress_evidence USING btree (person_id);

CREATE INDEX progress_evidence_report_id_d3b32237 ON public.progress_evidence USING btree (report_id);

CREATE INDEX progress_exemption_asked_by_id_a867382d ON public.progress_exemption USING btree (asked_by_id);

CREATE INDEX progress_exemption_decided_by_id_2ab70d1f ON public.progress_exemption USING btree (decided_by_id);

CREATE INDEX progress_exemption_office_id_49289c0b ON public.progress_exemption USING btree (office_id);

CREATE INDEX progress_exemption_target_id_bf75984f ON public.progress_exemption USING btree (target_id);

CREATE INDEX progress_figure_report_id_c7934f60 ON public.progress_figure USING btree (report_id);

CREATE INDEX progress_filled_person_id_8e3acbd7 ON public.progress_filled USING btree (person_id);

CREATE INDEX progress_filled_token_d3e73fe0_like ON public.progress_filled USING btree (token varchar_pattern_ops);

CREATE INDEX progress_frozen_line_area_id_224ba9ba ON public.progress_frozen_line USING btree (area_id);

CREATE INDEX progress_frozen_line_frozen_set_id_d7180859 ON public.progress_frozen_line USING btree (frozen_set_id);

CREATE INDEX progress_frozen_line_indicator_id_442572f7 ON public.progress_frozen_line USING btree (indicator_id);

CREATE INDEX progress_frozen_set_area_id_b853107c ON public.progress_frozen_set USING btree (area_id);

CREATE INDEX progress_frozen_set_made_by_id_9d67fe2a ON public.progress_frozen_set USING btree (made_by_id);

CREATE INDEX progress_frozen_set_office_id_6e118aee ON public.progress_frozen_set USING btree (office_id);

CREATE INDEX progress_load_loaded_by_id_a7374788 ON public.progress_load USING btree (loaded_by_id);

CREATE INDEX progress_office_set_offices_office_id_ada61b35 ON public.progress_office_set_offices USING btree (office_id);

CREATE INDEX progress_office_set_offices_officeset_id_4d6e22d2 ON public.progress_office_set_offices USING btree (officeset_id);

CREATE INDEX progress_office_set_owner_id_9bf0f01a ON public.progress_office_set USING btree (owner_id);

CREATE INDEX progress_opening_area_id_a946ebb5 ON public.progress_opening USING btree (area_id);

CREATE INDEX progress_opening_office_id_9433d263 ON public.progress_opening USING btree (office_id);

CREATE INDEX progress_opening_opened_by_id_eca15c4b ON public.progress_opening USING btree (opened_by_id);

CREATE INDEX progress_report_approved_by_id_2440c519 ON public.progress_report USING btree (approved_by_id);

CREATE INDEX progress_report_department_by_id_30977eb5 ON public.progress_report USING btree (department_by_id);

CREATE INDEX progress_report_province_by_id_64db3c28 ON public.progress_report USING btree (province_by_id);

CREATE INDEX progress_report_submitted_by_id_1669a4e9 ON public.progress_report USING btree (submitted_by_id);

CREATE INDEX progress_report_submitted_for_id_41d9a6d6 ON public.progress_report USING btree (submitted_for_id);

CREATE INDEX progress_said_indicator_id_594965c2 ON public.progress_said USING btree (indicator_id);

CREATE INDEX progress_said_report_id_ca000d38 ON public.progress_said USING btree (report_id);

CREATE INDEX progress_tally_area_id_c9a47a6f ON public.progress_tally USING btree (area_id);

CREATE INDEX progress_tally_indicator_id_444429db ON public.progress_tally USING btree (indicator_id);

CREATE INDEX progress_tally_office_id_708ddbb3 ON public.progress_tally USING btree (office_id);

CREATE INDEX progress_tally_person_id_cc141d0f ON public.progress_tally USING btree (person_id);

CREATE INDEX question_grams ON public.understanding_question USING gin (grams);

CREATE INDEX question_policy ON public.understanding_question USING btree (policy_id, state);

CREATE INDEX reading_person ON public.understanding_reading USING btree (person_id, brief_id);

CREATE INDEX received_alert_sender ON public.situation_received_alert USING btree (sender, sent);

CREATE INDEX referral_area ON public.referrals_referral USING btree (area_id, id DESC);

CREATE INDEX referral_area_boxes ON public.referrals_referral USING btree (area_id) INCLUDE (due_at, id, level, office_id, owner_id, sender_id, state) WHERE (owner_id IS NOT NULL);

CREATE INDEX referral_asked ON public.referrals_event USING btree (office_id, at) WHERE (office_id IS NOT NULL);

CREATE INDEX referral_contact ON public.referrals_referral USING btree (contact_id) WHERE (contact_id IS NOT NULL);

CREATE INDEX referral_event ON public.referrals_event USING btree (referral_id, id);

CREATE INDEX referral_level ON public.referrals_referral USING btree (level, due_at) WHERE ((level)::text = ANY ((ARRAY['province'::character varying, 'centre'::character varying])::text[]));

CREATE INDEX referral_office ON public.referrals_referral USING btree (office_id, id DESC);

CREATE INDEX referral_office_boxes ON public.referrals_referral USING btree (office_id) INCLUDE (area_id, due_at, id, level, owner_id, sender_id, state) WHERE (owner_id IS NOT NULL);

CREATE INDEX referral_owed ON public.referrals_referral USING btree (owner_id, due_at, id) WHERE (owner_id IS NOT NULL);

CREATE INDEX referral_rises ON public.referrals_referral USING btree (rises_at) WHERE (rises_at IS NOT NULL);

CREATE INDEX referral_sender ON public.referrals_referral USING btree (sender_id, id DESC);

CREATE INDEX referral_sender_boxes ON public.referrals_referral USING btree (sender_id) INCLUDE (area_id, due_at, id, level, office_id, owner_id, state) WHERE (owner_id IS NOT NULL);

CREATE INDEX referrals_attempt_key_7bdd950e_like ON public.referrals_attempt USING btree (key varchar_pattern_ops);

CREATE INDEX referrals_case_area_id_a3090550 ON public.referrals_case USING btree (area_id);

CREATE INDEX referrals_case_code_94efdff9_like ON public.referrals_case USING btree (code varchar_pattern_ops);

CREATE INDEX referrals_case_office_id_2e6942de ON public.referrals_case USING btree (office_id);

CREATE INDEX referrals_case_opened_by_id_95cf3ba7 ON public.referrals_case USING btree (opened_by_id);

CREATE INDEX referrals_case_worker_id_47a59992 ON public.referrals_case USING btree (worker_id);

CREATE INDEX referrals_data_request_answered_by_id_31811769 ON public.referrals_data_request USING btree (answered_by_id);

CREATE INDEX referrals_data_request_case_id_d6c1e8db ON public.referrals_data_request USING btree (case_id);

CREATE INDEX referrals_drive_area_id_6ba2516c ON public.referrals_drive USING btree (area_id);

CREATE INDEX referrals_drive_entry_decided_by_id_d9abb097 ON public.referrals_drive_entry USING btree (decided_by_id);

CREATE INDEX referrals_drive_entry_drive_id_2f4db6af ON public.referrals_drive_entry USING btree (drive_id);

CREATE INDEX referrals_drive_entry_volunteer_id_b8850526 ON public.referrals_drive_entry USING btree (volunteer_id);

CREATE INDEX referrals_drive_entry_worker_id_59612456 ON public.referrals_drive_entry USING btree (worker_id);

CREATE INDEX referrals_drive_made_by_id_f5e568b6 ON public.referrals_drive USING btree (made_by_id);

CREATE INDEX referrals_drive_office_id_3ea7ea56 ON public.referrals_drive USING btree (office_id);

CREATE INDEX referrals_drive_visits_id_59002705 ON public.referrals_drive USING btree (visits_id);

CREATE INDEX referrals_drive_volunteer_drive_id_6acdbfc4 ON public.referrals_drive_volunteer USING btree (drive_id);

CREATE INDEX referrals_drive_volunteer_made_by_id_19bce79b ON public.referrals_drive_volunteer USING btree (made_by_id);

CREATE INDEX referrals_drive_volunteer_secret_hash_a10926fe_like ON public.referrals_drive_volunteer USING btree (secret_hash varchar_pattern_ops);

CREATE INDEX referrals_event_office_id_34528437 ON public.referrals_event USING btree (office_id);

CREATE INDEX referrals_event_referral_id_e52968c6 ON public.referrals_event USING btree (referral_id);

CREATE INDEX referrals_event_seat_id_1b6cc5cb ON public.referrals_event USING btree (seat_id);

CREATE INDEX referrals_guest_link_made_by_id_54627a89 ON public.referrals_guest_link USING btree (made_by_id);

CREATE INDEX referrals_guest_link_office_id_c7322ebd ON public.referrals_guest_link USING btree (office_id);

CREATE INDEX referrals_guest_link_referral_id_c2579ef1 ON public.referrals_guest_link USING btree (referral_id);

CREATE INDEX referrals_guest_link_secret_hash_d5171352_like ON public.referrals_guest_link USING btree (secret_hash varchar_pattern_ops);

CREATE INDEX referrals_helper_case_id_a3a356ba ON public.referrals_helper USING btree (case_id);

CREATE INDEX referrals_helper_recorded_by_id_c90e56c3 ON public.referrals_helper USING btree (recorded_by_id);

CREATE INDEX referrals_late_week_referral_id_fa64bd45 ON public.referrals_late_week USING btree (referral_id);

CREATE INDEX referrals_late_week_seat_id_5da65323 ON public.referrals_late_week USING btree (seat_id);

CREATE INDEX referrals_line_code_code_hash_5f313384_like ON public.referrals_line_code USING btree (code_hash varchar_pattern_ops);

CREATE INDEX referrals_line_event_event_id_cd66c7d4_like ON public.referrals_line_event USING btree (event_id varchar_pattern_ops);

CREATE INDEX referrals_outreach_line_case_id_fadc739d ON public.referrals_outreach_line USING btree (case_id);

CREATE INDEX referrals_outreach_line_list_id_06534932 ON public.referrals_outreach_line USING btree (list_id);

CREATE INDEX referrals_outreach_line_seat_id_3996f71c ON public.referrals_outreach_line USING btree (seat_id);

CREATE INDEX referrals_outreach_line_worker_id_477dbc45 ON public.referrals_outreach_line USING btree (worker_id);

CREATE INDEX referrals_outreach_list_area_id_1f0ee8cd ON public.referrals_outreach_list USING btree (area_id);

CREATE INDEX referrals_outreach_list_made_by_id_9635f53d ON public.referrals_outreach_list USING btree (made_by_id);

CREATE INDEX referrals_outreach_list_office_id_7aca475b ON public.referrals_outreach_list USING btree (office_id);

CREATE INDEX referrals_page_language_code_d370d928_like ON public.referrals_page_language USING btree (code varchar_pattern_ops);

CREATE INDEX referrals_page_language_texts_by_id_cafd058d ON public.referrals_page_language USING btree (texts_by_id);

CREATE INDEX referrals_paper_list_asked_by_id_2af6f97f ON public.referrals_paper_list USING btree (asked_by_id);

CREATE INDEX referrals_paper_list_office_id_e333facb ON public.referrals_paper_list USING btree (office_id);

CREATE INDEX referrals_paper_list_referral_id_8edce52e ON public.referrals_paper_list USING btree (referral_id);

CREATE INDEX referrals_paper_list_signed_by_id_7f48f5df ON public.referrals_paper_list USING btree (signed_by_id);

CREATE INDEX referrals_person_notice_case_id_be7343cc ON public.referrals_person_notice USING btree (case_id);

CREATE INDEX referrals_person_notice_key_f6291cd3_like ON public.referrals_person_notice USING btree (key varchar_pattern_ops);

CREATE INDEX referrals_person_notice_referral_id_df5332f0 ON public.referrals_person_notice USING btree (referral_id);

CREATE INDEX referrals_referral_area_id_5da075f8 ON public.referrals_referral USING btree (area_id);

CREATE INDEX referrals_referral_case_id_b6a3f342 ON public.referrals_referral USING btree (case_id);

CREATE INDEX referrals_referral_contact_id_f4267099 ON public.referrals_referral USING btree (contact_id);

CREATE INDEX referrals_referral_office_id_cf6c2858 ON public.referrals_referral USING btree (office_id);

CREATE INDEX referrals_referral_owner_id_cb58a858 ON public.referrals_referral USING btree (owner_id);

CREATE INDEX referrals_referral_sender_id_b9046f59 ON public.referrals_referral USING btree (sender_id);

CREATE INDEX referrals_referral_sender_seat_id_59341263 ON public.referrals_referral USING btree (sender_seat_id);

CREATE INDEX referrals_referral_service_id_87c1c8fb ON public.referrals_referral USING btree (service_id);

CREATE INDEX referrals_referral_taker_id_f99f1859 ON public.referrals_referral USING btree (taker_id);

CREATE INDEX referrals_track_key_made_by_id_9088e7b2 ON public.referrals_track_key USING btree (made_by_id);

CREATE INDEX registers_dimension_code_b9fe8537_like ON public.registers_dimension USING btree (code varchar_pattern_ops);

CREATE INDEX registers_dimension_member_dimension_id_2c31bf3e ON public.registers_dimension_member USING btree (dimension_id);

CREATE INDEX registers_dimension_member_dimension_id_2c31bf3e_like ON public.registers_dimension_member USING btree (dimension_id varchar_pattern_ops);

CREATE INDEX registers_glass_office_id_86690593 ON public.registers_glass USING btree (office_id);

CREATE INDEX registers_glass_person_id_12caa51c ON public.registers_glass USING btree (person_id);

CREATE INDEX registers_glass_reviewed_by_id_f70d44d4 ON public.registers_glass USING btree (reviewed_by_id);

CREATE INDEX registers_glass_seat_id_773165af ON public.registers_glass USING btree (seat_id);

CREATE INDEX registers_glass_worker_id_0e01e3fd ON public.registers_glass USING btree (worker_id);

CREATE INDEX registers_indicator_code_3a795893_like ON public.registers_indicator USING btree (code varchar_pattern_ops);

CREATE INDEX registers_indicator_lead_id_206d05c7 ON public.registers_indicator USING btree (lead_id);

CREATE INDEX registers_indicator_lead_id_206d05c7_like ON public.registers_indicator USING btree (lead_id varchar_pattern_ops);

CREATE INDEX registers_indicator_policy_id_a2191e81 ON public.registers_indicator USING btree (policy_id);

CREATE INDEX registers_load_office_id_b9af0ba4 ON public.registers_load USING btree (office_id);

CREATE INDEX registers_load_person_id_ab0255d9 ON public.registers_load USING btree (person_id);

CREATE INDEX registers_load_row_load_id_6899029b ON public.registers_load_row USING btree (load_id);

CREATE INDEX registers_load_row_worker_id_e88892bd ON public.registers_load_row USING btree (worker_id);

CREATE INDEX registers_load_seat_id_5203a102 ON public.registers_load USING btree (seat_id);

CREATE INDEX registers_merge_by_id_8ffe747a ON public.registers_merge USING btree (by_id);

CREATE INDEX registers_merge_gone_id_8ffb2824 ON public.registers_merge USING btree (gone_id);

CREATE INDEX registers_merge_kept_id_2dba0764 ON public.registers_merge USING btree (kept_id);

CREATE INDEX registers_merge_undone_by_id_88a36ad3 ON public.registers_merge USING btree (undone_by_id);

CREATE INDEX registers_mobile_day_area_id_eb3f88ff ON public.registers_mobile_day USING btree (area_id);

CREATE INDEX registers_mobile_day_office_id_b9b569da ON public.registers_mobile_day USING btree (office_id);

CREATE INDEX registers_not_same_by_id_185fbe92 ON public.registers_not_same USING btree (by_id);

CREATE INDEX registers_not_same_first_id_b5806880 ON public.registers_not_same USING btree (first_id);

CREATE INDEX registers_not_same_second_id_ea5c4826 ON public.registers_not_same USING btree (second_id);

CREATE INDEX registers_paper_code_00e717f7_like ON public.registers_paper USING btree (code varchar_pattern_ops);

CREATE INDEX registers_person_check_office_id_2749e175 ON public.registers_person_check USING btree (office_id);

CREATE INDEX registers_person_check_person_id_b8bc5e40 ON public.registers_person_check USING btree (person_id);

CREATE INDEX registers_person_check_seat_id_ee6bef45 ON public.registers_person_check USING btree (seat_id);

CREATE INDEX registers_policy_lead_id_21344dfc ON public.registers_policy USING btree (lead_id);

CREATE INDEX registers_policy_lead_id_21344dfc_like ON public.registers_policy USING btree (lead_id varchar_pattern_ops);

CREATE INDEX registers_policy_owner_id_7f18e513 ON public.registers_policy USING btree (owner_id);

CREATE INDEX registers_policy_policy_set_id_39e977dd ON public.registers_policy USING btree (policy_set_id);

CREATE INDEX registers_policy_set_code_d51793a3_like ON public.registers_policy_set USING btree (code varchar_pattern_ops);

CREATE INDEX registers_policy_set_replaces_id_b6b3aec4 ON public.registers_policy_set USING btree (replaces_id);

CREATE INDEX registers_policy_strategy_id_d60020de ON public.registers_policy USING btree (strategy_id);

CREATE INDEX registers_reference_series_code_74a3f40c_like ON public.registers_reference_series USING btree (code varchar_pattern_ops);

CREATE INDEX registers_reference_value_area_id_4bb9c4f6 ON public.registers_reference_value USING btree (area_id);

CREATE INDEX registers_reference_value_series_id_e2ef0863 ON public.registers_reference_value USING btree (series_id);

CREATE INDEX registers_service_area_id_64c3289c ON public.registers_service USING btree (area_id);

CREATE INDEX registers_service_checked_by_id_5e975850 ON public.registers_service USING btree (checked_by_id);

CREATE INDEX registers_service_office_id_082ae22b ON public.registers_service USING btree (office_id);

CREATE INDEX registers_service_template_agency_id_9d6c0968 ON public.registers_service_template USING btree (agency_id);

CREATE INDEX registers_service_template_agency_id_9d6c0968_like ON public.registers_service_template USING btree (agency_id varchar_pattern_ops);

CREATE INDEX registers_service_template_code_d6a0bd15_like ON public.registers_service_template USING btree (code varchar_pattern_ops);

CREATE INDEX registers_service_template_id_483bd346 ON public.registers_service USING btree (template_id);

CREATE INDEX registers_setting_code_187114f3_like ON public.registers_setting USING btree (code varchar_pattern_ops);

CREATE INDEX registers_strategy_code_0edcd80b_like ON public.registers_strategy USING btree (code varchar_pattern_ops);

CREATE INDEX registers_strategy_parent_id_2090a598 ON public.registers_strategy USING btree (parent_id);

CREATE INDEX registers_target_area_id_d7caa4fb ON public.registers_target USING btree (area_id);

CREATE INDEX registers_target_indicator_id_f480282e ON public.registers_target USING btree (indicator_id);

CREATE INDEX registers_target_office_id_982e8a3d ON public.registers_target USING btree (office_id);

CREATE INDEX registers_tie_office_id_e066859c ON public.registers_tie USING btree (office_id);

CREATE INDEX registers_tie_recorded_by_id_860b466e ON public.registers_tie USING btree (recorded_by_id);

CREATE INDEX registers_tie_worker_id_7c35ea3f ON public.registers_tie USING btree (worker_id);

CREATE INDEX registers_work_item_area_id_c4457019 ON public.registers_work_item USING btree (area_id);

CREATE INDEX registers_work_item_code_3c6767d7_like ON public.registers_work_item USING btree (code varchar_pattern_ops);

CREATE INDEX registers_work_item_office_id_8f6705b9 ON public.registers_work_item USING btree (office_id);

CREATE INDEX registers_work_item_policy_policy_id_3ce687d7 ON public.registers_work_item_policy USING btree (policy_id);

CREATE INDEX registers_work_item_policy_workitem_id_f9267973 ON public.registers_work_item_policy USING btree (workitem_id);

CREATE INDEX registers_worker_contact_key_ff8dedc4 ON public.registers_worker USING btree (contact_key);

CREATE INDEX registers_worker_contact_key_ff8dedc4_like ON public.registers_worker USING btree (contact_key varchar_pattern_ops);

CREATE INDEX registers_worker_home_area_id_a0da0428 ON public.registers_worker USING btree (home_area_id);

CREATE INDEX registers_worker_id_key_2e041041 ON public.registers_worker USING btree (id_key);

CREATE INDEX registers_worker_id_key_2e041041_like ON public.registers_worker USING btree (id_key varchar_pattern_ops);

CREATE INDEX registers_worker_line_key_c2666d6b ON public.registers_worker USING btree (line_key);

CREATE INDEX registers_worker_line_key_c2666d6b_like ON public.registers_worker USING btree (line_key varchar_pattern_ops);

CREATE INDEX registers_worker_merged_into_id_44f69a9c ON public.registers_worker USING btree (merged_into_id);

CREATE INDEX registers_worker_office_id_d9e3d4fd ON public.registers_worker USING btree (office_id);

CREATE INDEX registers_worker_phone_key_7ee64474 ON public.registers_worker USING btree (phone_key);

CREATE INDEX registers_worker_phone_key_7ee64474_like ON public.registers_worker USING btree (phone_key varchar_pattern_ops);

CREATE INDEX registers_worker_work_area_id_bc1b39d5 ON public.registers_worker USING btree (work_area_id);

CREATE INDEX report_area ON public.progress_report USING btree (area_id, period DESC);

CREATE INDEX report_for_department ON public.progress_report USING btree (office_id) WHERE ((department_at IS NULL) AND ((state)::text = 'approved'::text));

CREATE INDEX report_for_province ON public.progress_report USING btree (area_id) WHERE ((province_at IS NULL) AND ((state)::text = 'approved'::text));

CREATE INDEX report_newest ON public.progress_report USING btree (period DESC, id DESC);

CREATE INDEX report_newest_open ON public.progress_report USING btree (period DESC, id DESC) WHERE (NOT ((state)::text = 'approved'::text));

CREATE INDEX report_open ON public.progress_report USING btree (due) WHERE (NOT ((state)::text = 'approved'::text));

CREATE INDEX resource_area ON public.resources_resource USING btree (area_id, kind);

CREATE INDEX resource_grams ON public.resources_resource USING gin (grams);

CREATE INDEX resource_office ON public.resources_resource USING btree (office_id, state);

CREATE INDEX resource_sort ON public.resources_resource USING btree (sort_th, id);

CREATE INDEX resources_booking_area_id_1ef5d183 ON public.resources_booking USING btree (area_id);

CREATE INDEX resources_booking_office_id_b041b9db ON public.resources_booking USING btree (office_id);

CREATE INDEX resources_booking_resource_id_f9914569 ON public.resources_booking USING btree (resource_id);

CREATE INDEX resources_booking_seat_id_8715e741 ON public.resources_booking USING btree (seat_id);

CREATE INDEX resources_contribution_activity_id_e5d518f3 ON public.resources_contribution USING btree (activity_id);

CREATE INDEX resources_contribution_booking_id_f887e541 ON public.resources_contribution USING btree (booking_id);

CREATE INDEX resources_contribution_office_id_718ad74b ON public.resources_contribution USING btree (office_id);

CREATE INDEX resources_contribution_seat_id_e266d8ca ON public.resources_contribution USING btree (seat_id);

CREATE INDEX resources_joint_activity_area_id_8547f34b ON public.resources_joint_activity USING btree (area_id);

CREATE INDEX resources_joint_activity_mobile_day_id_8d6f27c0 ON public.resources_joint_activity USING btree (mobile_day_id);

CREATE INDEX resources_joint_activity_office_id_53c71310 ON public.resources_joint_activity USING btree (office_id);

CREATE INDEX resources_joint_activity_seat_id_d13de1fe ON public.resources_joint_activity USING btree (seat_id);

CREATE INDEX resources_line_counterpart_id_de83f9bd ON public.resources_line USING btree (counterpart_id);

CREATE INDEX resources_line_office_id_09aa9b85 ON public.resources_line USING btree (office_id);

CREATE INDEX resources_line_posting_id_2faa408b ON public.resources_line USING btree (posting_id);

CREATE INDEX resources_need_area_id_4909356e ON public.resources_need USING btree (area_id);

CREATE INDEX resources_need_office_id_59a8ac19 ON public.resources_need USING btree (office_id);

CREATE INDEX resources_need_seat_id_b597ffbf ON public.resources_need USING btree (seat_id);

CREATE INDEX resources_posting_booking_id_057eebe4 ON public.resources_posting USING btree (booking_id);

CREATE INDEX resources_posting_borrower_id_72c6d2d7 ON public.resources_posting USING btree (borrower_id);

CREATE INDEX resources_posting_lender_id_d781fd49 ON public.resources_posting USING btree (lender_id);

CREATE INDEX resources_posting_seat_id_4d813065 ON public.resources_posting USING btree (seat_id);

CREATE INDEX resources_resource_area_id_8b1737d5 ON public.resources_resource USING btree (area_id);

CREATE INDEX resources_resource_office_id_79dbb5fa ON public.resources_resource USING btree (office_id);

CREATE INDEX resources_resource_seat_id_3f84e6bd ON public.resources_resource USING btree (seat_id);

CREATE INDEX response_area ON public.networks_response USING btree (survey_id, area_id);

CREATE INDEX said_claims ON public.progress_said USING btree (indicator_id, report_id) WHERE (NOT ((claim)::text = ''::text));

CREATE INDEX seat_office ON public.directory_seat USING btree (office_id, role);

CREATE INDEX seat_person ON public.directory_seat USING btree (person_id, start);

CREATE INDEX series_office_back ON public.meetings_series_office USING btree (office_id, series_id);

CREATE INDEX series_organiser ON public.meetings_series USING btree (organiser_id, name_th);

CREATE INDEX service_area ON public.registers_service USING btree (area_id, template_id);

CREATE UNIQUE INDEX service_once_living ON public.registers_service USING btree (template_id, office_id) WHERE (NOT ((state)::text = 'closed'::text));

CREATE INDEX session_area ON public.training_session USING btree (area_id, begins);

CREATE INDEX session_office ON public.training_session USING btree (office_id, begins);

CREATE INDEX session_open ON public.training_session USING btree (begins) WHERE ((state)::text = 'open'::text);

CREATE INDEX shift_office ON public.situation_shift USING btree (office_id, starts);

CREATE INDEX situation_alarm_area_id_52078e9d ON public.situation_alarm USING btree (area_id);

CREATE INDEX situation_alarm_decided_by_id_5d30f4ce ON public.situation_alarm USING btree (decided_by_id);

CREATE INDEX situation_alarm_event_id_6d098df6 ON public.situation_alarm USING btree (event_id);

CREATE INDEX situation_alarm_indicator_id_2222bcd6 ON public.situation_alarm USING btree (indicator_id);

CREATE INDEX situation_alarm_looked_by_id_01e725d9 ON public.situation_alarm USING btree (looked_by_id);

CREATE INDEX situation_alert_event_id_b2e63eca ON public.situation_alert USING btree (event_id);

CREATE INDEX situation_alert_prepared_by_id_0289b72f ON public.situation_alert USING btree (prepared_by_id);

CREATE INDEX situation_alert_previous_id_6286c9a2 ON public.situation_alert USING btree (previous_id);

CREATE INDEX situation_alert_published_by_id_a935368f ON public.situation_alert USING btree (published_by_id);

CREATE INDEX situation_arrival_fetch_id_6d2a11c8 ON public.situation_arrival USING btree (fetch_id);

CREATE INDEX situation_arrival_item_id_0ba1d024 ON public.situation_arrival USING btree (item_id);

CREATE INDEX situation_arrival_source_id_603be6a5 ON public.situation_arrival USING btree (source_id);

CREATE INDEX situation_claim_area_id_5c5b0e7a ON public.situation_claim USING btree (area_id);

CREATE INDEX situation_claim_asked_by_id_169eed0c ON public.situation_claim USING btree (asked_by_id);

CREATE INDEX situation_claim_checked_by_id_b5bdf9ed ON public.situation_claim USING btree (checked_by_id);

CREATE INDEX situation_claim_corrected_by_id_dae5abb7 ON public.situation_claim USING btree (corrected_by_id);

CREATE INDEX situation_claim_event_id_4f2ef8c0 ON public.situation_claim USING btree (event_id);

CREATE INDEX situation_claim_office_id_3be38fc2 ON public.situation_claim USING btree (office_id);

CREATE INDEX situation_correction_by_id_5adcc77c ON public.situation_correction USING btree (by_id);

CREATE INDEX situation_correction_item_id_b5f4e71f ON public.situation_correction USING btree (item_id);

CREATE INDEX situation_correction_operation_id_245baf0c ON public.situation_correction USING btree (operation_id);

CREATE INDEX situation_day_report_area_id_95dbde9c ON public.situation_day_report USING btree (area_id);

CREATE INDEX situation_day_report_by_id_286a266e ON public.situation_day_report USING btree (by_id);

CREATE INDEX situation_day_report_office_id_f8b42763 ON public.situation_day_report USING btree (office_id);

CREATE INDEX situation_event_area_id_848ff3a2 ON public.situation_event USING btree (area_id);

CREATE INDEX situation_event_link_by_id_4d9fd627 ON public.situation_event_link USING btree (by_id);

CREATE INDEX situation_event_link_event_id_beaebf6e ON public.situation_event_link USING btree (event_id);

CREATE INDEX situation_event_merged_into_id_c1845345 ON public.situation_event USING btree (merged_into_id);

CREATE INDEX situation_event_opened_by_id_48ed8573 ON public.situation_event USING btree (opened_by_id);

CREATE INDEX situation_event_owner_id_7b19ff66 ON public.situation_event USING btree (owner_id);

CREATE INDEX situation_event_place_area_id_8e8df792 ON public.situation_event_place USING btree (area_id);

CREATE INDEX situation_event_place_event_id_4a2e4bec ON public.situation_event_place USING btree (event_id);

CREATE INDEX situation_event_plan_line_copied_from_id_8f13edf0 ON public.situation_event_plan_line USING btree (copied_from_id);

CREATE INDEX situation_event_plan_line_event_id_0cb092d4 ON public.situation_event_plan_line USING btree (event_id);

CREATE INDEX situation_event_task_area_id_7820ea8a ON public.situation_event_task USING btree (area_id);

CREATE INDEX situation_event_task_done_by_id_299ee9fe ON public.situation_event_task USING btree (done_by_id);

CREATE INDEX situation_event_task_event_id_41319c03 ON public.situation_event_task USING btree (event_id);

CREATE INDEX situation_event_task_given_by_id_1d44a4d8 ON public.situation_event_task USING btree (given_by_id);

CREATE INDEX situation_event_task_office_id_2b848caa ON public.situation_event_task USING btree (office_id);

CREATE INDEX situation_fetch_by_id_9ced34e7 ON public.situation_fetch USING btree (by_id);

CREATE INDEX situation_fetch_office_id_e4a3cda3 ON public.situation_fetch USING btree (office_id);

CREATE INDEX situation_fetch_raw_id_b6b1bf76 ON public.situation_fetch USING btree (raw_id);

CREATE INDEX situation_fetch_raw_id_b6b1bf76_like ON public.situation_fetch USING btree (raw_id varchar_pattern_ops);

CREATE INDEX situation_fetch_source_id_578e67a2 ON public.situation_fetch USING btree (source_id);

CREATE INDEX situation_hand_over_accepted_by_id_57f6cbb3 ON public.situation_hand_over USING btree (accepted_by_id);

CREATE INDEX situation_hand_over_area_id_1899f0e2 ON public.situation_hand_over USING btree (area_id);

CREATE INDEX situation_hand_over_made_by_id_dc4f92a6 ON public.situation_hand_over USING btree (made_by_id);

CREATE INDEX situation_hand_over_office_id_06077662 ON public.situation_hand_over USING btree (office_id);

CREATE INDEX situation_head_count_by_id_3d1f8c31 ON public.situation_head_count USING btree (by_id);

CREATE INDEX situation_head_count_event_id_d071eed9 ON public.situation_head_count USING btree (event_id);

CREATE INDEX situation_item_decided_by_id_c76efd38 ON public.situation_item USING btree (decided_by_id);

CREATE INDEX situation_item_event_id_ab6164a0 ON public.situation_item USING btree (event_id);

CREATE INDEX situation_item_handed_in_by_id_fa32ef67 ON public.situation_item USING btree (handed_in_by_id);

CREATE INDEX situation_item_office_id_72045354 ON public.situation_item USING btree (office_id);

CREATE INDEX situation_item_photo_id_62d300be ON public.situation_item USING btree (photo_id);

CREATE INDEX situation_item_place_area_id_fd64feb5 ON public.situation_item_place USING btree (area_id);

CREATE INDEX situation_item_place_item_id_651b98ff ON public.situation_item_place USING btree (item_id);

CREATE INDEX situation_item_raw_id_d9a68bf4 ON public.situation_item USING btree (raw_id);

CREATE INDEX situation_item_raw_id_d9a68bf4_like ON public.situation_item USING btree (raw_id varchar_pattern_ops);

CREATE INDEX situation_item_root_id_432bd5a1 ON public.situation_item USING btree (root_id);

CREATE INDEX situation_item_series_id_dd0062c2 ON public.situation_item USING btree (series_id);

CREATE INDEX situation_item_source_id_0f67d338 ON public.situation_item USING btree (source_id);

CREATE INDEX situation_log_entry_area_id_73c9363c ON public.situation_log_entry USING btree (area_id);

CREATE INDEX situation_log_entry_by_id_e5dfd2bc ON public.situation_log_entry USING btree (by_id);

CREATE INDEX situation_log_entry_corrects_id_27c29f9c ON public.situation_log_entry USING btree (corrects_id);

CREATE INDEX situation_log_entry_event_id_241d394c ON public.situation_log_entry USING btree (event_id);

CREATE INDEX situation_log_entry_marked_by_id_47c01da5 ON public.situation_log_entry USING btree (marked_by_id);

CREATE INDEX situation_log_entry_office_id_aae3bbd7 ON public.situation_log_entry USING btree (office_id);

CREATE INDEX situation_model_version_before_id_53ef5e31 ON public.situation_model_version USING btree (before_id);

CREATE INDEX situation_model_version_made_by_id_c130ee7c ON public.situation_model_version USING btree (made_by_id);

CREATE INDEX situation_model_version_promoted_by_id_3ccb5f30 ON public.situation_model_version USING btree (promoted_by_id);

CREATE INDEX situation_model_version_version_9ea037a7_like ON public.situation_model_version USING btree (version varchar_pattern_ops);

CREATE INDEX situation_operation_by_id_67ddd553 ON public.situation_operation USING btree (by_id);

CREATE INDEX situation_operation_event_id_3fccdf0e ON public.situation_operation USING btree (event_id);

CREATE INDEX situation_operation_other_id_2797f014 ON public.situation_operation USING btree (other_id);

CREATE INDEX situation_operation_undoes_id_747a316c ON public.situation_operation USING btree (undoes_id);

CREATE INDEX situation_raw_sha256_a971a407_like ON public.situation_raw USING btree (sha256 varchar_pattern_ops);

CREATE INDEX situation_shift_area_id_3a74ce34 ON public.situation_shift USING btree (area_id);

CREATE INDEX situation_shift_office_id_b19d1e4c ON public.situation_shift USING btree (office_id);

CREATE INDEX situation_shift_person_id_d5414d7a ON public.situation_shift USING btree (person_id);

CREATE INDEX situation_source_area_id_393b629b ON public.situation_source USING btree (area_id);

CREATE INDEX situation_source_code_d8538303_like ON public.situation_source USING btree (code varchar_pattern_ops);

CREATE INDEX situation_source_office_id_792b65a9 ON public.situation_source USING btree (office_id);

CREATE INDEX situation_swap_area_id_e09026b9 ON public.situation_swap USING btree (area_id);

CREATE INDEX situation_swap_asked_by_id_2ac42da7 ON public.situation_swap USING btree (asked_by_id);

CREATE INDEX situation_swap_back_id_61c50454 ON public.situation_swap USING btree (back_id);

CREATE INDEX situation_swap_office_id_82f4318c ON public.situation_swap USING btree (office_id);

CREATE INDEX situation_swap_shift_id_7c87b31a ON public.situation_swap USING btree (shift_id);

CREATE INDEX situation_swap_to_id_9853b3db ON public.situation_swap USING btree (to_id);

CREATE INDEX situation_urgent_confirmed_by_id_7b3860cc ON public.situation_urgent USING btree (confirmed_by_id);

CREATE INDEX situation_urgent_event_id_d7b238e4 ON public.situation_urgent USING btree (event_id);

CREATE INDEX situation_urgent_person_id_34bac6b1 ON public.situation_urgent USING btree (person_id);

CREATE INDEX situation_urgent_rung_id_4d4d6ac1 ON public.situation_urgent USING btree (rung_id);

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);

CREATE INDEX source_due ON public.situation_source USING btree (next_at) WHERE is_active;

CREATE INDEX survey_area ON public.networks_survey USING btree (area_id, state);

CREATE UNIQUE INDEX swap_one_open ON public.situation_swap USING btree (shift_id) WHERE ((state)::text = 'asked'::text);

CREATE INDEX tie_living ON public.registers_tie USING btree (office_id, worker_id DESC) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX tie_once ON public.registers_tie USING btree (worker_id, office_id, purpose) WHERE (withdrawn_at IS NULL);

CREATE INDEX training_application_office_id_fc124a4f ON public.training_application USING btree (office_id);

CREATE INDEX training_application_seat_id_2d4b7e08 ON public.training_application USING btree (seat_id);

CREATE INDEX training_application_session_id_be3c0470 ON public.training_application USING btree (session_id);

CREATE INDEX training_application_token_hash_6084dd94_like ON public.training_application USING btree (token_hash varchar_pattern_ops);

CREATE INDEX training_application_worker_id_fb951350 ON public.training_application USING btree (worker_id);

CREATE INDEX training_attendance_application_id_f2f19e0e ON public.training_attendance USING btree (application_id);

CREATE INDEX training_attendance_day_id_09fe69b2 ON public.training_attendance USING btree (day_id);

CREATE INDEX training_attendance_seat_id_4aff7e98 ON public.training_attendance USING btree (seat_id);

CREATE INDEX training_certificate_application_id_c84b594d ON public.training_certificate USING btree (application_id);

CREATE INDEX training_certificate_office_id_fd44d6ce ON public.training_certificate USING btree (office_id);

CREATE INDEX training_certificate_seat_id_03297d36 ON public.training_certificate USING btree (seat_id);

CREATE INDEX training_certificate_token_hash_463d6834_like ON public.training_certificate USING btree (token_hash varchar_pattern_ops);

CREATE INDEX training_claim_application_id_e7396628 ON public.training_claim USING btree (application_id);

CREATE INDEX training_claim_quota_id_84fa8ada ON public.training_claim USING btree (quota_id);

CREATE INDEX training_cost_session_id_108d0ab8 ON public.training_cost USING btree (session_id);

CREATE INDEX training_course_code_e2537ddd_like ON public.training_course USING btree (code varchar_pattern_ops);

CREATE INDEX training_course_office_id_af6f5475 ON public.training_course USING btree (office_id);

CREATE INDEX training_day_session_id_ec80bce8 ON public.training_day USING btree (session_id);

CREATE INDEX training_demand_area_id_b13b6ed8 ON public.training_demand USING btree (area_id);

CREATE INDEX training_demand_course_id_7b5df7b7 ON public.training_demand USING btree (course_id);

CREATE INDEX training_demand_office_id_8db3c70a ON public.training_demand USING btree (office_id);

CREATE INDEX training_demand_seat_id_54b90ca7 ON public.training_demand USING btree (seat_id);

CREATE INDEX training_demand_session_id_732d1e9f ON public.training_demand USING btree (session_id);

CREATE INDEX training_demand_worker_id_11cf27d2 ON public.training_demand USING btree (worker_id);

CREATE INDEX training_follow_up_application_id_9b8fb52e ON public.training_follow_up USING btree (application_id);

CREATE INDEX training_follow_up_seat_id_8b1c8256 ON public.training_follow_up USING btree (seat_id);

CREATE INDEX training_quota_area_id_46f525ad ON public.training_quota USING btree (area_id);

CREATE INDEX training_quota_session_id_2b699f9a ON public.training_quota USING btree (session_id);

CREATE INDEX training_session_area_id_044d7b12 ON public.training_session USING btree (area_id);

CREATE INDEX training_session_course_id_e49368c8 ON public.training_session USING btree (course_id);

CREATE INDEX training_session_office_id_bd3699d7 ON public.training_session USING btree (office_id);

CREATE INDEX training_session_work_item_id_c0c9782c ON public.training_session USING btree (work_item_id);

CREATE INDEX understanding_answer_item_id_ba1b2fc7 ON public.understanding_answer USING btree (item_id);

CREATE INDEX understanding_answer_reading_id_de87b6b9 ON public.understanding_answer USING btree (reading_id);

CREATE INDEX understanding_brief_policy_id_824081f5 ON public.understanding_brief USING btree (policy_id);

CREATE INDEX understanding_brief_seat_id_357a338c ON public.understanding_brief USING btree (seat_id);

CREATE INDEX understanding_item_brief_id_fd5798f9 ON public.understanding_item USING btree (brief_id);

CREATE INDEX understanding_question_answered_by_id_478ee884 ON public.understanding_question USING btree (answered_by_id);

CREATE INDEX understanding_question_office_id_d657d7cb ON public.understanding_question USING btree (office_id);

CREATE INDEX understanding_question_policy_id_59e9a49c ON public.understanding_question USING btree (policy_id);

CREATE INDEX understanding_question_same_as_id_0f1d21aa ON public.understanding_question USING btree (same_as_id);

CREATE INDEX understanding_question_seat_id_ca1fe5e0 ON public.understanding_question USING btree (seat_id);

CREATE INDEX understanding_reading_brief_id_6ad82cfa ON public.understanding_reading USING btree (brief_id);

CREATE INDEX understanding_reading_office_id_315103b1 ON public.understanding_reading USING btree (office_id);

CREATE INDEX understanding_reading_person_id_994d5b77 ON public.understanding_reading USING btree (person_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX urgent_event ON public.situation_urgent USING btree (event_id, due_at);

CREATE INDEX urgent_unread ON public.situation_urgent USING btree (due_at) WHERE (read_at IS NULL);

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

CREATE INDEX volunteer_office ON public.networks_volunteer USING btree (office_id, state);

CREATE INDEX vote_briefing ON public.meetings_vote USING btree (briefing_id, id);

CREATE INDEX work_item_area ON public.registers_work_item USING btree (area_id, fiscal_year DESC);

CREATE INDEX worker_keys ON public.registers_worker USING gin (keys);

CREATE OR REPLACE VIEW public.situation_ledger_fault AS
 SELECT ('rows-'::text || f.id) AS id,
    'rows'::text AS kind,
    f.source_id,
    f.id AS fetch_id,
    f.received AS told,
    (count(a.id) +
        CASE
            WHEN (f.folded_at IS NULL) THEN 0
            ELSE f.duplicate
        END) AS counted
   FROM (public.situation_fetch f
     LEFT JOIN public.situation_arrival a ON ((a.fetch_id = f.id)))
  GROUP BY f.id
 HAVING ((count(a.id) FILTER (WHERE ((a.fate)::text = 'stored'::text)) <> f.stored) OR (count(a.id) FILTER (WHERE ((a.fate)::text = 'refused'::text)) <> f.refused) OR ((f.folded_at IS NULL) AND (count(a.id) FILTER (WHERE ((a.fate)::text = 'duplicate'::text)) <> f.duplicate)))
UNION ALL
 SELECT ('item-'::text || i.id) AS id,
    'item'::text AS kind,
    i.source_id,
    NULL::bigint AS fetch_id,
    1 AS told,
    0 AS counted
   FROM public.situation_item i
  WHERE (NOT (EXISTS ( SELECT 1
           FROM public.situation_arrival a
          WHERE ((a.item_id = i.id) AND ((a.fate)::text = 'stored'::text)))));

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.directives_answer FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.meetings_basis FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.meetings_book FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.meetings_choice FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.meetings_line FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.platform_journal FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.situation_operation FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.meetings_line FOR EACH STATEMENT EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.platform_journal FOR EACH STATEMENT EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.situation_operation FOR EACH STATEMENT EXECUTE FUNCTION public.platform_append_only();

CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON public.resources_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.resources_balanced();

CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON public.resources_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.resources_balanced();

CREATE TRIGGER check_new AFTER INSERT ON public.progress_figure REFERENCING NEW TABLE AS latter FOR EACH STATEMENT EXECUTE FUNCTION public.progress_check_figures();

CREATE CONSTRAINT TRIGGER directives_addressee_left AFTER DELETE OR UPDATE OF guidance_id ON public.directives_addressee DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.directives_guidance_addressed();

CREATE CONSTRAINT TRIGGER directives_guidance_addressed AFTER INSERT OR UPDATE ON public.directives_guidance DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.directives_guidance_addressed();

CREATE TRIGGER ended_stays BEFORE UPDATE ON public.privacy_processing_record FOR EACH ROW WHEN ((old.ended_on IS NOT NULL)) EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER figures_follow AFTER UPDATE ON public.progress_report REFERENCING OLD TABLE AS former NEW TABLE AS latter FOR EACH STATEMENT EXECUTE FUNCTION public.progress_follow_report();

CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON public.plans_baseline FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON public.plans_baseline_line FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON public.progress_frozen_line FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON public.progress_frozen_set FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON public.situation_day_sheet FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER issued BEFORE DELETE OR UPDATE ON public.desk_situation_report FOR EACH ROW WHEN (((old.state)::text = 'issued'::text)) EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER keep_gone AFTER DELETE ON public.progress_figure REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.progress_keep_gone_figure();

CREATE TRIGGER keep_gone_key AFTER DELETE ON public.progress_figure REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION public.progress_keep_gone_key();

CREATE TRIGGER keep_history AFTER UPDATE ON public.progress_figure REFERENCING OLD TABLE AS former NEW TABLE AS latter FOR EACH STATEMENT EXECUTE FUNCTION public.progress_keep_figure();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.counter_happened FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.desk_situation_version FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.privacy_breach_event FOR EACH ROW EXECUTE FUNCTION public.privacy_breach_event_kept();

CREATE TRIGGER kept BEFORE INSERT OR DELETE OR UPDATE ON public.privacy_destruction_line FOR EACH ROW EXECUTE FUNCTION public.privacy_document_kept();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.privacy_erasure FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.referrals_event FOR EACH ROW EXECUTE FUNCTION public.referrals_event_kept();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.resources_line FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.resources_posting FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.training_attendance FOR EACH ROW EXECUTE FUNCTION public.training_attendance_kept();

CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.training_cost FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER meetings_presence AFTER INSERT OR UPDATE OF closed ON public.platform_presence FOR EACH ROW WHEN (((new.key)::text ~~ 'meeting:%'::text)) EXECUTE FUNCTION public.meetings_presence();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.counter_desk FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.counter_kiosk FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.counter_ticket FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.directives_directive FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.directives_guidance FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.meetings_ballot FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.meetings_briefing FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.networks_response FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.privacy_breach FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.privacy_destruction FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.privacy_hold FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.privacy_processing_record FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.privacy_retention_run FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.referrals_case FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.referrals_referral FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.resources_booking FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.training_application FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER never_deleted BEFORE DELETE ON public.training_certificate FOR EACH ROW EXECUTE FUNCTION public.platform_append_only();

CREATE TRIGGER not_of_the_erased BEFORE INSERT ON public.referrals_case FOR EACH ROW EXECUTE FUNCTION public.privacy_not_of_the_erased();

CREATE TRIGGER not_of_the_erased BEFORE INSERT ON public.registers_tie FOR EACH ROW EXECUTE FUNCTION public.privacy_not_of_the_erased();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER progress_figures AFTER DELETE ON public.directory_area REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.progress_guard_area();

CREATE TRIGGER progress_figures AFTER DELETE ON public.directory_office REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.progress_guard_office();

CREATE TRIGGER progress_figures AFTER DELETE ON public.progress_report REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.progress_guard_report();

CREATE TRIGGER progress_figures AFTER DELETE ON public.registers_indicator REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.progress_guard_indicator();

CREATE TRIGGER progress_places AFTER INSERT OR DELETE OR UPDATE ON public.directory_area FOR EACH STATEMENT EXECUTE FUNCTION public.progress_place_areas();

CREATE TRIGGER progress_spans AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.progress_place FOR EACH STATEMENT EXECUTE FUNCTION public.progress_span_areas();

CREATE TRIGGER seat_exists BEFORE INSERT OR UPDATE OF seat_no, session_id ON public.training_application FOR EACH ROW EXECUTE FUNCTION public.training_seat_exists();

CREATE TRIGGER seats_suffice BEFORE UPDATE OF seats ON public.training_session FOR EACH ROW WHEN ((new.seats < old.seats)) EXECUTE FUNCTION public.training_seats_suffice();

CREATE CONSTRAINT TRIGGER situation_fetch_counts AFTER INSERT OR UPDATE ON public.situation_fetch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.situation_fetch_counts();

CREATE TRIGGER stands BEFORE DELETE OR UPDATE ON public.situation_log_entry FOR EACH ROW EXECUTE FUNCTION public.situation_log_stands();

CREATE TRIGGER stays BEFORE UPDATE ON public.progress_figure FOR EACH ROW WHEN ((((((old.indicator_id IS DISTINCT FROM new.indicator_id) OR (old.area_id IS DISTINCT FROM new.area_id)) OR (old.period IS DISTINCT FROM new.period)) OR (old.office_id IS DISTINCT FROM new.office_id)) OR ((old.member)::text IS DISTINCT FROM (new.member)::text))) EXECUTE FUNCTION public.progress_figure_stays();

CREATE TRIGGER tiles BEFORE INSERT OR DELETE OR UPDATE ON public.counter_spell FOR EACH ROW EXECUTE FUNCTION public.counter_spell_tiles();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_directory_person_id FOREIGN KEY (user_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.platform_body
    ADD CONSTRAINT body_event FOREIGN KEY (outbox_id) REFERENCES public.platform_outbox(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.connect_api_token
    ADD CONSTRAINT connect_api_token_person_id_ebc1ce28_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.connect_api_token
    ADD CONSTRAINT connect_api_token_seat_id_78305e5e_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.connect_calendar_feed
    ADD CONSTRAINT connect_calendar_feed_person_id_ec626f46_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.connect_calendar_feed
    ADD CONSTRAINT connect_calendar_feed_seat_id_a6886228_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_desk
    ADD CONSTRAINT counter_desk_office_id_8fde0c05_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_desk
    ADD CONSTRAINT counter_desk_place_id_fccdb8f9_fk_counter_place_id FOREIGN KEY (place_id) REFERENCES public.counter_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_happened
    ADD CONSTRAINT counter_happened_desk_id_bc5acf3e_fk_counter_desk_id FOREIGN KEY (desk_id) REFERENCES public.counter_desk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_happened
    ADD CONSTRAINT counter_happened_office_id_d4c062e9_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_happened
    ADD CONSTRAINT counter_happened_seat_id_b21c68c0_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_happened
    ADD CONSTRAINT counter_happened_ticket_id_76588495_fk_counter_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.counter_ticket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_kiosk
    ADD CONSTRAINT counter_kiosk_opened_by_id_fb94b823_fk_directory_seat_id FOREIGN KEY (opened_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_kiosk
    ADD CONSTRAINT counter_kiosk_place_id_bb195f3c_fk_counter_place_id FOREIGN KEY (place_id) REFERENCES public.counter_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_place
    ADD CONSTRAINT counter_place_office_id_6bc309d6_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_spell
    ADD CONSTRAINT counter_spell_desk_id_e4da135c_fk_counter_desk_id FOREIGN KEY (desk_id) REFERENCES public.counter_desk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_spell
    ADD CONSTRAINT counter_spell_office_id_f404572e_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_spell
    ADD CONSTRAINT counter_spell_ticket_id_30dc8890_fk_counter_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.counter_ticket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_stop
    ADD CONSTRAINT counter_stop_office_id_cafd6484_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_stop
    ADD CONSTRAINT counter_stop_referral_id_b3cdc35f_fk_referrals_referral_id FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_stop
    ADD CONSTRAINT counter_stop_service_id_ab7c9d10_fk_registers_service_id FOREIGN KEY (service_id) REFERENCES public.registers_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_stop
    ADD CONSTRAINT counter_stop_ticket_id_325b7501_fk_counter_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.counter_ticket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_carried_from_id_6bfdb407_fk_counter_ticket_id FOREIGN KEY (carried_from_id) REFERENCES public.counter_ticket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_case_id_440c1861_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_desk_id_975169ec_fk_counter_desk_id FOREIGN KEY (desk_id) REFERENCES public.counter_desk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_kiosk_id_2fe1ae24_fk_counter_kiosk_id FOREIGN KEY (kiosk_id) REFERENCES public.counter_kiosk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_office_id_9aefc8fb_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_place_id_9346969f_fk_counter_place_id FOREIGN KEY (place_id) REFERENCES public.counter_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_seat_id_5fc16bd8_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.counter_ticket
    ADD CONSTRAINT counter_ticket_worker_id_c03a95a4_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_appointment
    ADD CONSTRAINT desk_appointment_area_id_47971ba6_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_appointment
    ADD CONSTRAINT desk_appointment_office_id_1b8878f1_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_situation_report
    ADD CONSTRAINT desk_situation_repor_issued_by_id_184563e3_fk_directory FOREIGN KEY (issued_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_situation_report
    ADD CONSTRAINT desk_situation_report_area_id_92ed657b_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_situation_report
    ADD CONSTRAINT desk_situation_report_office_id_68153e07_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_situation_version
    ADD CONSTRAINT desk_situation_versi_report_id_9556c37c_fk_desk_situ FOREIGN KEY (report_id) REFERENCES public.desk_situation_report(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_situation_version
    ADD CONSTRAINT desk_situation_version_by_id_d2686b87_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_addressee
    ADD CONSTRAINT directives_addressee_acknowledged_by_id_7fca7d0b_fk_directory FOREIGN KEY (acknowledged_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_addressee
    ADD CONSTRAINT directives_addressee_answered_by_id_75de9ca2_fk_directory FOREIGN KEY (answered_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_addressee
    ADD CONSTRAINT directives_addressee_area_id_f46d04be_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_addressee
    ADD CONSTRAINT directives_addressee_guidance_id_4bb2e5a0_fk_directive FOREIGN KEY (guidance_id) REFERENCES public.directives_guidance(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_addressee
    ADD CONSTRAINT directives_addressee_office_id_eaba75a7_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_answer
    ADD CONSTRAINT directives_answer_by_id_66f60e53_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_answer
    ADD CONSTRAINT directives_answer_directive_id_033d0622_fk_directive FOREIGN KEY (directive_id) REFERENCES public.directives_directive(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_answer_file
    ADD CONSTRAINT directives_answer_fi_answer_id_b77fe0df_fk_directive FOREIGN KEY (answer_id) REFERENCES public.directives_answer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_answer_file
    ADD CONSTRAINT directives_answer_file_file_id_4b7746b1_fk_platform_file_id FOREIGN KEY (file_id) REFERENCES public.platform_file(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_area
    ADD CONSTRAINT directives_area_area_id_e5c5fe06_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_area
    ADD CONSTRAINT directives_area_directive_id_f6436a06_fk_directive FOREIGN KEY (directive_id) REFERENCES public.directives_directive(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_counter
    ADD CONSTRAINT directives_counter_issuer_id_850acb06_fk_directory_office_id FOREIGN KEY (issuer_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_acknowledged_by_id_3796d163_fk_directory FOREIGN KEY (acknowledged_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_aim_area_id_d5b5a0bd_fk_directory_area_id FOREIGN KEY (aim_area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_answered_by_id_857b3955_fk_directory FOREIGN KEY (answered_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_area_id_524e7f3d_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_closed_by_id_564b4b8d_fk_directory FOREIGN KEY (closed_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_giver_id_38ba069f_fk_directory_seat_id FOREIGN KEY (giver_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_indicator_id_f297f23d_fk_registers FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_issued_by_id_ce3b5e17_fk_directory FOREIGN KEY (issued_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_issuer_id_ce2a5ca1_fk_directory_office_id FOREIGN KEY (issuer_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_lead_id_2c32b9dd_fk_directory_office_id FOREIGN KEY (lead_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_policy_id_552698ae_fk_registers_policy_id FOREIGN KEY (policy_id) REFERENCES public.registers_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_previous_id_1618f672_fk_directive FOREIGN KEY (previous_id) REFERENCES public.directives_directive(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_directive
    ADD CONSTRAINT directives_directive_whole_id_f495e455_fk_directive FOREIGN KEY (whole_id) REFERENCES public.directives_directive(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_guidance
    ADD CONSTRAINT directives_guidance_giver_id_35b500b3_fk_directory_seat_id FOREIGN KEY (giver_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_guidance
    ADD CONSTRAINT directives_guidance_issued_by_id_fbbf243b_fk_directory FOREIGN KEY (issued_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_guidance
    ADD CONSTRAINT directives_guidance_issuer_id_35357950_fk_directory_office_id FOREIGN KEY (issuer_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_guidance
    ADD CONSTRAINT directives_guidance_policy_id_f079c966_fk_registers_policy_id FOREIGN KEY (policy_id) REFERENCES public.registers_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_office
    ADD CONSTRAINT directives_office_directive_id_8a849251_fk_directive FOREIGN KEY (directive_id) REFERENCES public.directives_directive(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directives_office
    ADD CONSTRAINT directives_office_office_id_c190b082_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_area
    ADD CONSTRAINT directory_area_parent_id_b9ea1166_fk_directory_area_id FOREIGN KEY (parent_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_area_set_areas
    ADD CONSTRAINT directory_area_set_a_areaset_id_aff9a73b_fk_directory FOREIGN KEY (areaset_id) REFERENCES public.directory_area_set(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_area_set_areas
    ADD CONSTRAINT directory_area_set_areas_area_id_a70dcd47_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_delegation
    ADD CONSTRAINT directory_delegation_seat_id_62f840d2_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_delegation
    ADD CONSTRAINT directory_delegation_to_id_4d600ee0_fk_directory_person_id FOREIGN KEY (to_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_holiday
    ADD CONSTRAINT directory_holiday_area_id_b9f6992f_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_membership
    ADD CONSTRAINT directory_membership_area_id_92a715bb_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_membership
    ADD CONSTRAINT directory_membership_group_id_a4dfa938_fk_directory FOREIGN KEY (group_id) REFERENCES public.directory_area_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_office
    ADD CONSTRAINT directory_office_agency_id_c6508160_fk_directory_agency_code FOREIGN KEY (agency_id) REFERENCES public.directory_agency(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_office
    ADD CONSTRAINT directory_office_area_id_0009435b_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_office
    ADD CONSTRAINT directory_office_parent_id_41455af8_fk_directory_office_id FOREIGN KEY (parent_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_seat_groups
    ADD CONSTRAINT directory_seat_group_areagroup_id_9385c2ff_fk_directory FOREIGN KEY (areagroup_id) REFERENCES public.directory_area_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_seat_groups
    ADD CONSTRAINT directory_seat_groups_seat_id_3844e0cb_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_seat
    ADD CONSTRAINT directory_seat_office_id_7dffe7a4_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_seat
    ADD CONSTRAINT directory_seat_person_id_1c974d54_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_transfer_line
    ADD CONSTRAINT directory_transfer_l_accepted_by_id_f3feaa3c_fk_directory FOREIGN KEY (accepted_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_transfer_line
    ADD CONSTRAINT directory_transfer_l_order_id_757731de_fk_directory FOREIGN KEY (order_id) REFERENCES public.directory_transfer_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_transfer_line
    ADD CONSTRAINT directory_transfer_l_person_id_02d3e055_fk_directory FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_transfer_line
    ADD CONSTRAINT directory_transfer_line_leaves_id_1bf80001_fk_directory_seat_id FOREIGN KEY (leaves_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_transfer_line
    ADD CONSTRAINT directory_transfer_line_takes_id_acfb8b9d_fk_directory_seat_id FOREIGN KEY (takes_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.directory_upload
    ADD CONSTRAINT directory_upload_person_id_95e43926_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_area_id_07d95f9f_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_briefing_id_522e3a55_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_office_id_aa61ce2a_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_replied_by_id_c791ef58_fk_directory_person_id FOREIGN KEY (replied_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_seat_id_bc0d9018_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_substitute_id_644fe074_fk_directory_person_id FOREIGN KEY (substitute_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_ballot
    ADD CONSTRAINT meetings_ballot_attendee_id_0c8a6c63_fk_meetings_attendee_id FOREIGN KEY (attendee_id) REFERENCES public.meetings_attendee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_ballot
    ADD CONSTRAINT meetings_ballot_vote_id_ad2b6671_fk_meetings_vote_id FOREIGN KEY (vote_id) REFERENCES public.meetings_vote(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_basis
    ADD CONSTRAINT meetings_basis_briefing_id_c10eaaa7_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_basis
    ADD CONSTRAINT meetings_basis_by_id_34c056b5_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_book
    ADD CONSTRAINT meetings_book_briefing_id_4c0f60c1_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_book
    ADD CONSTRAINT meetings_book_by_id_09fd6151_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_chair_id_8935eb07_fk_directory_seat_id FOREIGN KEY (chair_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_follows_id_78543533_fk_meetings_briefing_id FOREIGN KEY (follows_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_group_id_bdb643dc_fk_directory_area_group_id FOREIGN KEY (group_id) REFERENCES public.directory_area_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_host_area_id_bc194094_fk_directory_area_id FOREIGN KEY (host_area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_on_stage_id_e89a4746_fk_meetings_attendee_id FOREIGN KEY (on_stage_id) REFERENCES public.meetings_attendee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_organiser_id_d4590478_fk_directory_office_id FOREIGN KEY (organiser_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_secretary_id_c1251ebc_fk_directory_seat_id FOREIGN KEY (secretary_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_series_id_157ec584_fk_meetings_series_id FOREIGN KEY (series_id) REFERENCES public.meetings_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_briefing
    ADD CONSTRAINT meetings_briefing_sharing_id_2dfce21c_fk_meetings_attendee_id FOREIGN KEY (sharing_id) REFERENCES public.meetings_attendee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_chain
    ADD CONSTRAINT meetings_chain_briefing_id_82f4a15a_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_check_in
    ADD CONSTRAINT meetings_check_in_attendee_id_0a34016c_fk_meetings_attendee_id FOREIGN KEY (attendee_id) REFERENCES public.meetings_attendee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_check_in
    ADD CONSTRAINT meetings_check_in_person_id_f9e568c7_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_check_in
    ADD CONSTRAINT meetings_check_in_vouched_by_id_07f1a069_fk_directory_person_id FOREIGN KEY (vouched_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_choice
    ADD CONSTRAINT meetings_choice_vote_id_f24e1b71_fk_meetings_vote_id FOREIGN KEY (vote_id) REFERENCES public.meetings_vote(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_item
    ADD CONSTRAINT meetings_item_area_id_602264e8_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_item
    ADD CONSTRAINT meetings_item_briefing_id_1f9c21fe_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_item
    ADD CONSTRAINT meetings_item_office_id_9ce947cc_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_letter
    ADD CONSTRAINT meetings_letter_briefing_id_f6ad354f_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_letter
    ADD CONSTRAINT meetings_letter_made_by_id_8df003d5_fk_directory_person_id FOREIGN KEY (made_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_letter
    ADD CONSTRAINT meetings_letter_signed_id_1a056fb0_fk_platform_file_id FOREIGN KEY (signed_id) REFERENCES public.platform_file(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_letter
    ADD CONSTRAINT meetings_letter_to_office_id_e32820ed_fk_directory_office_id FOREIGN KEY (to_office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_line
    ADD CONSTRAINT meetings_line_briefing_id_0ce9960f_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_message
    ADD CONSTRAINT meetings_message_attendee_id_9d00da63_fk_meetings_attendee_id FOREIGN KEY (attendee_id) REFERENCES public.meetings_attendee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_message
    ADD CONSTRAINT meetings_message_briefing_id_55afce73_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_message
    ADD CONSTRAINT meetings_message_by_id_080eec71_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_message
    ADD CONSTRAINT meetings_message_item_id_393ad483_fk_meetings_item_id FOREIGN KEY (item_id) REFERENCES public.meetings_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_minutes
    ADD CONSTRAINT meetings_minutes_approved_by_id_c20d5f49_fk_directory_person_id FOREIGN KEY (approved_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_minutes
    ADD CONSTRAINT meetings_minutes_briefing_id_0f961aa8_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_minutes
    ADD CONSTRAINT meetings_minutes_certified_in_id_e6c46eec_fk_meetings_ FOREIGN KEY (certified_in_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_minutes
    ADD CONSTRAINT meetings_minutes_checked_by_id_3c9daafc_fk_directory_person_id FOREIGN KEY (checked_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_opinion
    ADD CONSTRAINT meetings_opinion_attendee_id_33df07ec_fk_meetings_attendee_id FOREIGN KEY (attendee_id) REFERENCES public.meetings_attendee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_opinion
    ADD CONSTRAINT meetings_opinion_by_id_cf2236ee_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_opinion
    ADD CONSTRAINT meetings_opinion_minutes_id_432d6bcf_fk_meetings_minutes_id FOREIGN KEY (minutes_id) REFERENCES public.meetings_minutes(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_paper
    ADD CONSTRAINT meetings_paper_file_id_993df9e5_fk_platform_file_id FOREIGN KEY (file_id) REFERENCES public.platform_file(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_paper
    ADD CONSTRAINT meetings_paper_item_id_07134052_fk_meetings_item_id FOREIGN KEY (item_id) REFERENCES public.meetings_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_problem
    ADD CONSTRAINT meetings_problem_attendee_id_e78856eb_fk_meetings_attendee_id FOREIGN KEY (attendee_id) REFERENCES public.meetings_attendee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_problem
    ADD CONSTRAINT meetings_problem_briefing_id_3ea43ecd_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_recording
    ADD CONSTRAINT meetings_recording_briefing_id_776f9ab4_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_series_office
    ADD CONSTRAINT meetings_series_offi_office_id_f315ae39_fk_directory FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_series_office
    ADD CONSTRAINT meetings_series_office_series_id_6309874d_fk_meetings_series_id FOREIGN KEY (series_id) REFERENCES public.meetings_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_series
    ADD CONSTRAINT meetings_series_organiser_id_8f3ad155_fk_directory_office_id FOREIGN KEY (organiser_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_vote
    ADD CONSTRAINT meetings_vote_briefing_id_e01154c4_fk_meetings_briefing_id FOREIGN KEY (briefing_id) REFERENCES public.meetings_briefing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_vote
    ADD CONSTRAINT meetings_vote_item_id_90b2e465_fk_meetings_item_id FOREIGN KEY (item_id) REFERENCES public.meetings_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_directory_person_id FOREIGN KEY (user_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_appointment
    ADD CONSTRAINT networks_appointment_area_id_dee95182_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_appointment
    ADD CONSTRAINT networks_appointment_volunteer_id_8abbe3fc_fk_networks_ FOREIGN KEY (volunteer_id) REFERENCES public.networks_volunteer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_partner
    ADD CONSTRAINT networks_partner_area_id_9e31459d_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_partner
    ADD CONSTRAINT networks_partner_keeper_id_ecece8a5_fk_directory_office_id FOREIGN KEY (keeper_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_partner
    ADD CONSTRAINT networks_partner_office_id_5bf6bf3f_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_response
    ADD CONSTRAINT networks_response_area_id_c4e384f8_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_response
    ADD CONSTRAINT networks_response_survey_id_67abe5f7_fk_networks_survey_id FOREIGN KEY (survey_id) REFERENCES public.networks_survey(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_response
    ADD CONSTRAINT networks_response_volunteer_id_24803d5a_fk_networks_ FOREIGN KEY (volunteer_id) REFERENCES public.networks_volunteer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_survey
    ADD CONSTRAINT networks_survey_area_id_658ad5fd_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_survey
    ADD CONSTRAINT networks_survey_office_id_fa3b16e5_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_survey
    ADD CONSTRAINT networks_survey_seat_id_55988046_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.networks_volunteer
    ADD CONSTRAINT networks_volunteer_office_id_96b9d2be_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_account_line
    ADD CONSTRAINT plans_account_line_money_id_b520c5b5_fk_plans_money_line_id FOREIGN KEY (money_id) REFERENCES public.plans_money_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_account_line
    ADD CONSTRAINT plans_account_line_office_id_ff033563_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_account_line
    ADD CONSTRAINT plans_account_line_report_id_6c2d96aa_fk_plans_acc FOREIGN KEY (report_id) REFERENCES public.plans_account_report(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_account_match
    ADD CONSTRAINT plans_account_match_by_id_44d3f581_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_account_match
    ADD CONSTRAINT plans_account_match_money_id_f9aaaa0e_fk_plans_money_line_id FOREIGN KEY (money_id) REFERENCES public.plans_money_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_account_report
    ADD CONSTRAINT plans_account_report_agency_id_7108b7a4_fk_directory FOREIGN KEY (agency_id) REFERENCES public.directory_agency(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_account_report
    ADD CONSTRAINT plans_account_report_area_id_9ff4b5e5_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_account_report
    ADD CONSTRAINT plans_account_report_by_id_7d3da67d_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_activity
    ADD CONSTRAINT plans_activity_area_id_4455c43f_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_activity_co_office
    ADD CONSTRAINT plans_activity_co_of_activity_id_cb138a3c_fk_plans_act FOREIGN KEY (activity_id) REFERENCES public.plans_activity(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_activity_co_office
    ADD CONSTRAINT plans_activity_co_of_office_id_cb91c9cc_fk_directory FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_activity
    ADD CONSTRAINT plans_activity_indicator_id_1dba03c0_fk_registers_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_activity
    ADD CONSTRAINT plans_activity_office_id_62b0f7a5_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_activity
    ADD CONSTRAINT plans_activity_project_id_b670c360_fk_plans_project_id FOREIGN KEY (project_id) REFERENCES public.plans_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_activity
    ADD CONSTRAINT plans_activity_responsible_id_358a90bf_fk_directory_person_id FOREIGN KEY (responsible_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_activity
    ADD CONSTRAINT plans_activity_work_item_id_4b8f9925_fk_registers_work_item_id FOREIGN KEY (work_item_id) REFERENCES public.registers_work_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT plans_agreement_area_id_afc1e371_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT plans_agreement_by_id_c293925f_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT plans_agreement_plan_id_91e827d7_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT plans_baseline_by_id_e3255f0b_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_baseline_line
    ADD CONSTRAINT plans_baseline_line_baseline_id_c984de82_fk_plans_baseline_id FOREIGN KEY (baseline_id) REFERENCES public.plans_baseline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT plans_baseline_plan_id_d38870a0_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_beneficiary_line
    ADD CONSTRAINT plans_beneficiary_line_area_id_9ef94686_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_beneficiary_line
    ADD CONSTRAINT plans_beneficiary_line_project_id_a33c5a0d_fk_plans_project_id FOREIGN KEY (project_id) REFERENCES public.plans_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_cascade_item
    ADD CONSTRAINT plans_cascade_item_activity_id_d321b849_fk_plans_activity_id FOREIGN KEY (activity_id) REFERENCES public.plans_activity(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_cascade_item
    ADD CONSTRAINT plans_cascade_item_answered_by_id_82b03bf1_fk_directory FOREIGN KEY (answered_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_cascade_item
    ADD CONSTRAINT plans_cascade_item_decided_by_id_cf7c4a8c_fk_directory FOREIGN KEY (decided_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_cascade_item
    ADD CONSTRAINT plans_cascade_item_expected_id_11440000_fk_plans_expected_id FOREIGN KEY (expected_id) REFERENCES public.plans_expected(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_cascade_item
    ADD CONSTRAINT plans_cascade_item_offer_id_250a5079_fk_plans_offer_id FOREIGN KEY (offer_id) REFERENCES public.plans_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_cascade
    ADD CONSTRAINT plans_cascade_offered_by_id_f1533c2f_fk_directory_person_id FOREIGN KEY (offered_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_cascade
    ADD CONSTRAINT plans_cascade_policy_id_344a550b_fk_registers_policy_id FOREIGN KEY (policy_id) REFERENCES public.registers_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_dev_line_activity
    ADD CONSTRAINT plans_dev_line_activ_activity_id_59b5f4bd_fk_plans_act FOREIGN KEY (activity_id) REFERENCES public.plans_activity(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_dev_line_activity
    ADD CONSTRAINT plans_dev_line_activ_devline_id_b10b3e39_fk_plans_dev FOREIGN KEY (devline_id) REFERENCES public.plans_dev_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_dev_line
    ADD CONSTRAINT plans_dev_line_agency_id_fe1bd7c2_fk_directory_agency_code FOREIGN KEY (agency_id) REFERENCES public.directory_agency(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_dev_line
    ADD CONSTRAINT plans_dev_line_area_id_403ade84_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_dev_line
    ADD CONSTRAINT plans_dev_line_group_id_f7aaa2f7_fk_directory_area_group_id FOREIGN KEY (group_id) REFERENCES public.directory_area_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_dev_line
    ADD CONSTRAINT plans_dev_line_item_id_96be8add_fk_plans_ordered_item_code FOREIGN KEY (item_id) REFERENCES public.plans_ordered_item(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_dev_step
    ADD CONSTRAINT plans_dev_step_by_id_76f47e16_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_dev_step
    ADD CONSTRAINT plans_dev_step_line_id_1b1687f7_fk_plans_dev_line_id FOREIGN KEY (line_id) REFERENCES public.plans_dev_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_expected
    ADD CONSTRAINT plans_expected_agency_id_85f4ab6f_fk_directory_agency_code FOREIGN KEY (agency_id) REFERENCES public.directory_agency(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_expected
    ADD CONSTRAINT plans_expected_cascade_id_b6d2ca64_fk_plans_cascade_id FOREIGN KEY (cascade_id) REFERENCES public.plans_cascade(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_expected
    ADD CONSTRAINT plans_expected_indicator_id_7792467a_fk_registers_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_expected
    ADD CONSTRAINT plans_expected_series_id_ef0a6fa9_fk_registers FOREIGN KEY (series_id) REFERENCES public.registers_reference_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_milestone
    ADD CONSTRAINT plans_milestone_activity_id_ce803c9c_fk_plans_activity_id FOREIGN KEY (activity_id) REFERENCES public.plans_activity(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_money_change
    ADD CONSTRAINT plans_money_change_money_id_93c5d34c_fk_plans_money_line_id FOREIGN KEY (money_id) REFERENCES public.plans_money_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_money_change
    ADD CONSTRAINT plans_money_change_report_id_600091bb_fk_plans_acc FOREIGN KEY (report_id) REFERENCES public.plans_account_report(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_money_line
    ADD CONSTRAINT plans_money_line_activity_id_ae9fd9b3_fk_plans_activity_id FOREIGN KEY (activity_id) REFERENCES public.plans_activity(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_money_line
    ADD CONSTRAINT plans_money_line_project_id_26415764_fk_plans_project_id FOREIGN KEY (project_id) REFERENCES public.plans_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_offer
    ADD CONSTRAINT plans_offer_area_id_992fe971_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_offer
    ADD CONSTRAINT plans_offer_cascade_id_6eec14e2_fk_plans_cascade_id FOREIGN KEY (cascade_id) REFERENCES public.plans_cascade(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_offer
    ADD CONSTRAINT plans_offer_office_id_fcd5da0e_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_offer
    ADD CONSTRAINT plans_offer_project_id_b91d118b_fk_plans_project_id FOREIGN KEY (project_id) REFERENCES public.plans_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_agency_id_e35478dd_fk_directory_agency_code FOREIGN KEY (agency_id) REFERENCES public.directory_agency(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_approved_by_id_708d2c73_fk_directory_person_id FOREIGN KEY (approved_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_area_id_6b237693_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_copied_from_id_985ecb18_fk_plans_plan_id FOREIGN KEY (copied_from_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_group_id_0dcc0711_fk_directory_area_group_id FOREIGN KEY (group_id) REFERENCES public.directory_area_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_office_id_8214c47e_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_policy_set_id_e6535dbb_fk_registers_policy_set_id FOREIGN KEY (policy_set_id) REFERENCES public.registers_policy_set(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_submitted_by_id_55c516cc_fk_directory_person_id FOREIGN KEY (submitted_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_project
    ADD CONSTRAINT plans_project_copied_from_id_67dfeb93_fk_plans_project_id FOREIGN KEY (copied_from_id) REFERENCES public.plans_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_project_indicator
    ADD CONSTRAINT plans_project_indica_indicator_id_096e9e10_fk_registers FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_project_indicator
    ADD CONSTRAINT plans_project_indicator_project_id_ee03d53a_fk_plans_project_id FOREIGN KEY (project_id) REFERENCES public.plans_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_project
    ADD CONSTRAINT plans_project_office_id_13629e15_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_project
    ADD CONSTRAINT plans_project_plan_id_0782130c_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_project_policy
    ADD CONSTRAINT plans_project_policy_policy_id_773617db_fk_registers_policy_id FOREIGN KEY (policy_id) REFERENCES public.registers_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_project_policy
    ADD CONSTRAINT plans_project_policy_project_id_6dda6f7c_fk_plans_project_id FOREIGN KEY (project_id) REFERENCES public.plans_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_project
    ADD CONSTRAINT plans_project_responsible_id_2567a2dc_fk_directory_person_id FOREIGN KEY (responsible_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_revision
    ADD CONSTRAINT plans_revision_baseline_id_dc53007f_fk_plans_baseline_id FOREIGN KEY (baseline_id) REFERENCES public.plans_baseline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_revision
    ADD CONSTRAINT plans_revision_opened_by_id_2a74fd24_fk_directory_person_id FOREIGN KEY (opened_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_revision
    ADD CONSTRAINT plans_revision_plan_id_4769b0ca_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_sent_file
    ADD CONSTRAINT plans_sent_file_person_id_4f88bd36_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.platform_delivery
    ADD CONSTRAINT platform_delivery_notice_id_b855f329_fk_platform_notice_id FOREIGN KEY (notice_id) REFERENCES public.platform_notice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.platform_mention
    ADD CONSTRAINT platform_mention_comment_id_e3151888_fk_platform_comment_id FOREIGN KEY (comment_id) REFERENCES public.platform_comment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_breach_event
    ADD CONSTRAINT privacy_breach_event_breach_id_b3a3acc1_fk_privacy_breach_id FOREIGN KEY (breach_id) REFERENCES public.privacy_breach(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_breach_event
    ADD CONSTRAINT privacy_breach_event_seat_id_428d9181_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_breach
    ADD CONSTRAINT privacy_breach_office_id_9dcf9ace_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_breach
    ADD CONSTRAINT privacy_breach_reporter_id_f6572494_fk_directory_person_id FOREIGN KEY (reporter_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_breach
    ADD CONSTRAINT privacy_breach_reporter_seat_id_9a8519a6_fk_directory_seat_id FOREIGN KEY (reporter_seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_destruction_line
    ADD CONSTRAINT privacy_destruction__list_id_c18cd92e_fk_privacy_d FOREIGN KEY (list_id) REFERENCES public.privacy_destruction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_destruction
    ADD CONSTRAINT privacy_destruction_done_by_id_b620ed90_fk_directory_seat_id FOREIGN KEY (done_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_destruction
    ADD CONSTRAINT privacy_destruction_made_by_id_f1624d73_fk_directory_seat_id FOREIGN KEY (made_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_destruction
    ADD CONSTRAINT privacy_destruction_office_id_effb6135_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_run_id_058bb8cc_fk_privacy_retention_run_id FOREIGN KEY (run_id) REFERENCES public.privacy_retention_run(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_seat_id_bc794285_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_worker_id_c8abfc06_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_hold
    ADD CONSTRAINT privacy_hold_case_id_8d1e3bbc_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_hold
    ADD CONSTRAINT privacy_hold_lifted_by_id_3edeeb0f_fk_directory_seat_id FOREIGN KEY (lifted_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_hold
    ADD CONSTRAINT privacy_hold_placed_by_id_009d3ae3_fk_directory_seat_id FOREIGN KEY (placed_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_hold
    ADD CONSTRAINT privacy_hold_worker_id_0ffd5ea7_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_processing_record
    ADD CONSTRAINT privacy_processing_r_owner_id_06dae87e_fk_directory FOREIGN KEY (owner_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_processing_record
    ADD CONSTRAINT privacy_processing_r_reviewed_by_id_79c314d1_fk_directory FOREIGN KEY (reviewed_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_retention_run
    ADD CONSTRAINT privacy_retention_run_seat_id_1bba6efc_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.progress_call_answer
    ADD CONSTRAINT progress_call_answer_area_id_025783bf_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_call_answer
    ADD CONSTRAINT progress_call_answer_call_id_41ba7638_fk_progress_data_call_id FOREIGN KEY (call_id) REFERENCES public.progress_data_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_call_answer
    ADD CONSTRAINT progress_call_answer_confirmed_by_id_489d99dc_fk_directory FOREIGN KEY (confirmed_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_call_answer
    ADD CONSTRAINT progress_call_answer_office_id_fcea3b2b_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_call_answer
    ADD CONSTRAINT progress_call_answer_sent_by_id_679ee047_fk_directory_person_id FOREIGN KEY (sent_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_call_version
    ADD CONSTRAINT progress_call_versio_answer_id_926b855c_fk_progress_ FOREIGN KEY (answer_id) REFERENCES public.progress_call_answer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_call_version
    ADD CONSTRAINT progress_call_version_by_id_435c9499_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction_line
    ADD CONSTRAINT progress_correction__correction_id_2329b7f8_fk_progress_ FOREIGN KEY (correction_id) REFERENCES public.progress_correction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction_line
    ADD CONSTRAINT progress_correction__indicator_id_b02e8d9d_fk_registers FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_approved_by_id_82c902c3_fk_directory FOREIGN KEY (approved_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_area_id_6149473c_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_department_by_id_536421e1_fk_directory FOREIGN KEY (department_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_office_id_b471ae1a_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_province_by_id_cc25487e_fk_directory FOREIGN KEY (province_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_report_id_2124c344_fk_progress_report_id FOREIGN KEY (report_id) REFERENCES public.progress_report(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_submitted_by_id_202ade2f_fk_directory FOREIGN KEY (submitted_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_correction
    ADD CONSTRAINT progress_correction_submitted_for_id_1d5d2bf0_fk_directory FOREIGN KEY (submitted_for_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_data_call
    ADD CONSTRAINT progress_data_call_copied_from_id_9db0acf5_fk_progress_ FOREIGN KEY (copied_from_id) REFERENCES public.progress_data_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_data_call
    ADD CONSTRAINT progress_data_call_made_by_id_d34daeb7_fk_directory_person_id FOREIGN KEY (made_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_data_call
    ADD CONSTRAINT progress_data_call_office_id_68bafea2_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_evidence
    ADD CONSTRAINT progress_evidence_file_id_ad5d1cb5_fk_platform_file_id FOREIGN KEY (file_id) REFERENCES public.platform_file(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_evidence
    ADD CONSTRAINT progress_evidence_indicator_id_4d58fd40_fk_registers FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_evidence
    ADD CONSTRAINT progress_evidence_person_id_911580aa_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_evidence
    ADD CONSTRAINT progress_evidence_report_id_d3b32237_fk_progress_report_id FOREIGN KEY (report_id) REFERENCES public.progress_report(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_exemption
    ADD CONSTRAINT progress_exemption_asked_by_id_a867382d_fk_directory_person_id FOREIGN KEY (asked_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_exemption
    ADD CONSTRAINT progress_exemption_decided_by_id_2ab70d1f_fk_directory FOREIGN KEY (decided_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_exemption
    ADD CONSTRAINT progress_exemption_office_id_49289c0b_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_exemption
    ADD CONSTRAINT progress_exemption_target_id_bf75984f_fk_registers_target_id FOREIGN KEY (target_id) REFERENCES public.registers_target(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_filled
    ADD CONSTRAINT progress_filled_person_id_8e3acbd7_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_frozen_line
    ADD CONSTRAINT progress_frozen_line_area_id_224ba9ba_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_frozen_line
    ADD CONSTRAINT progress_frozen_line_frozen_set_id_d7180859_fk_progress_ FOREIGN KEY (frozen_set_id) REFERENCES public.progress_frozen_set(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_frozen_line
    ADD CONSTRAINT progress_frozen_line_indicator_id_442572f7_fk_registers FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_frozen_set
    ADD CONSTRAINT progress_frozen_set_area_id_b853107c_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_frozen_set
    ADD CONSTRAINT progress_frozen_set_made_by_id_9d67fe2a_fk_directory_person_id FOREIGN KEY (made_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_frozen_set
    ADD CONSTRAINT progress_frozen_set_office_id_6e118aee_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_load
    ADD CONSTRAINT progress_load_loaded_by_id_a7374788_fk_directory_person_id FOREIGN KEY (loaded_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_office_set_offices
    ADD CONSTRAINT progress_office_set__office_id_ada61b35_fk_directory FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_office_set_offices
    ADD CONSTRAINT progress_office_set__officeset_id_4d6e22d2_fk_progress_ FOREIGN KEY (officeset_id) REFERENCES public.progress_office_set(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_office_set
    ADD CONSTRAINT progress_office_set_owner_id_9bf0f01a_fk_directory_office_id FOREIGN KEY (owner_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_opening
    ADD CONSTRAINT progress_opening_area_id_a946ebb5_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_opening
    ADD CONSTRAINT progress_opening_office_id_9433d263_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_opening
    ADD CONSTRAINT progress_opening_opened_by_id_eca15c4b_fk_directory_person_id FOREIGN KEY (opened_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT progress_report_approved_by_id_2440c519_fk_directory_person_id FOREIGN KEY (approved_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT progress_report_area_id_e9f0a087_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT progress_report_department_by_id_30977eb5_fk_directory FOREIGN KEY (department_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT progress_report_office_id_f871a3d0_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT progress_report_province_by_id_64db3c28_fk_directory_person_id FOREIGN KEY (province_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT progress_report_submitted_by_id_1669a4e9_fk_directory_person_id FOREIGN KEY (submitted_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_report
    ADD CONSTRAINT progress_report_submitted_for_id_41d9a6d6_fk_directory FOREIGN KEY (submitted_for_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_said
    ADD CONSTRAINT progress_said_indicator_id_594965c2_fk_registers_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_said
    ADD CONSTRAINT progress_said_report_id_ca000d38_fk_progress_report_id FOREIGN KEY (report_id) REFERENCES public.progress_report(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_tally
    ADD CONSTRAINT progress_tally_area_id_c9a47a6f_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_tally
    ADD CONSTRAINT progress_tally_indicator_id_444429db_fk_registers_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_tally
    ADD CONSTRAINT progress_tally_office_id_708ddbb3_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.progress_tally
    ADD CONSTRAINT progress_tally_person_id_cc141d0f_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_area_id_a3090550_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_office_id_2e6942de_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_opened_by_id_95cf3ba7_fk_directory_seat_id FOREIGN KEY (opened_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_case
    ADD CONSTRAINT referrals_case_worker_id_47a59992_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_data_request
    ADD CONSTRAINT referrals_data_reque_answered_by_id_31811769_fk_directory FOREIGN KEY (answered_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_data_request
    ADD CONSTRAINT referrals_data_request_case_id_d6c1e8db_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive
    ADD CONSTRAINT referrals_drive_area_id_6ba2516c_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive_entry
    ADD CONSTRAINT referrals_drive_entr_decided_by_id_d9abb097_fk_directory FOREIGN KEY (decided_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive_entry
    ADD CONSTRAINT referrals_drive_entr_volunteer_id_b8850526_fk_referrals FOREIGN KEY (volunteer_id) REFERENCES public.referrals_drive_volunteer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive_entry
    ADD CONSTRAINT referrals_drive_entry_drive_id_2f4db6af_fk_referrals_drive_id FOREIGN KEY (drive_id) REFERENCES public.referrals_drive(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive_entry
    ADD CONSTRAINT referrals_drive_entry_worker_id_59612456_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive
    ADD CONSTRAINT referrals_drive_made_by_id_f5e568b6_fk_directory_seat_id FOREIGN KEY (made_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive
    ADD CONSTRAINT referrals_drive_office_id_3ea7ea56_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive
    ADD CONSTRAINT referrals_drive_visits_id_59002705_fk_referrals FOREIGN KEY (visits_id) REFERENCES public.referrals_outreach_list(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive_volunteer
    ADD CONSTRAINT referrals_drive_volu_drive_id_6acdbfc4_fk_referrals FOREIGN KEY (drive_id) REFERENCES public.referrals_drive(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_drive_volunteer
    ADD CONSTRAINT referrals_drive_volu_made_by_id_19bce79b_fk_directory FOREIGN KEY (made_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_event
    ADD CONSTRAINT referrals_event_office_id_34528437_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_event
    ADD CONSTRAINT referrals_event_referral_id_e52968c6_fk_referrals_referral_id FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_event
    ADD CONSTRAINT referrals_event_seat_id_1b6cc5cb_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_guest_link
    ADD CONSTRAINT referrals_guest_link_made_by_id_54627a89_fk_directory_seat_id FOREIGN KEY (made_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_guest_link
    ADD CONSTRAINT referrals_guest_link_office_id_c7322ebd_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_guest_link
    ADD CONSTRAINT referrals_guest_link_referral_id_c2579ef1_fk_referrals FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_helper
    ADD CONSTRAINT referrals_helper_case_id_a3a356ba_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_helper
    ADD CONSTRAINT referrals_helper_recorded_by_id_c90e56c3_fk_directory_seat_id FOREIGN KEY (recorded_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_late_week
    ADD CONSTRAINT referrals_late_week_referral_id_fa64bd45_fk_referrals FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_late_week
    ADD CONSTRAINT referrals_late_week_seat_id_5da65323_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_line_code
    ADD CONSTRAINT referrals_line_code_case_id_94af249a_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_outreach_line
    ADD CONSTRAINT referrals_outreach_l_list_id_06534932_fk_referrals FOREIGN KEY (list_id) REFERENCES public.referrals_outreach_list(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_outreach_list
    ADD CONSTRAINT referrals_outreach_l_made_by_id_9635f53d_fk_directory FOREIGN KEY (made_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_outreach_list
    ADD CONSTRAINT referrals_outreach_l_office_id_7aca475b_fk_directory FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_outreach_line
    ADD CONSTRAINT referrals_outreach_l_worker_id_477dbc45_fk_registers FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_outreach_line
    ADD CONSTRAINT referrals_outreach_line_case_id_fadc739d_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_outreach_line
    ADD CONSTRAINT referrals_outreach_line_seat_id_3996f71c_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_outreach_list
    ADD CONSTRAINT referrals_outreach_list_area_id_1f0ee8cd_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_page_language
    ADD CONSTRAINT referrals_page_langu_texts_by_id_cafd058d_fk_directory FOREIGN KEY (texts_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_paper_list
    ADD CONSTRAINT referrals_paper_list_asked_by_id_2af6f97f_fk_directory_seat_id FOREIGN KEY (asked_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_paper_list
    ADD CONSTRAINT referrals_paper_list_office_id_e333facb_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_paper_list
    ADD CONSTRAINT referrals_paper_list_referral_id_8edce52e_fk_referrals FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_paper_list
    ADD CONSTRAINT referrals_paper_list_signed_by_id_7f48f5df_fk_directory_seat_id FOREIGN KEY (signed_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_person_notice
    ADD CONSTRAINT referrals_person_not_referral_id_df5332f0_fk_referrals FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_person_notice
    ADD CONSTRAINT referrals_person_notice_case_id_be7343cc_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_rating
    ADD CONSTRAINT referrals_rating_referral_id_db587d85_fk_referrals_referral_id FOREIGN KEY (referral_id) REFERENCES public.referrals_referral(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_area_id_5da075f8_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_case_id_b6a3f342_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_contact_id_f4267099_fk_directory_seat_id FOREIGN KEY (contact_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_office_id_cf6c2858_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_owner_id_cb58a858_fk_directory_office_id FOREIGN KEY (owner_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_sender_id_b9046f59_fk_directory_office_id FOREIGN KEY (sender_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_sender_seat_id_59341263_fk_directory_seat_id FOREIGN KEY (sender_seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_service_id_87c1c8fb_fk_registers_service_id FOREIGN KEY (service_id) REFERENCES public.registers_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_referral
    ADD CONSTRAINT referrals_referral_taker_id_f99f1859_fk_directory_seat_id FOREIGN KEY (taker_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_track_key
    ADD CONSTRAINT referrals_track_key_case_id_1a50a426_fk_referrals_case_id FOREIGN KEY (case_id) REFERENCES public.referrals_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.referrals_track_key
    ADD CONSTRAINT referrals_track_key_made_by_id_9088e7b2_fk_directory_seat_id FOREIGN KEY (made_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_dimension_member
    ADD CONSTRAINT registers_dimension__dimension_id_2c31bf3e_fk_registers FOREIGN KEY (dimension_id) REFERENCES public.registers_dimension(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_glass
    ADD CONSTRAINT registers_glass_office_id_86690593_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_glass
    ADD CONSTRAINT registers_glass_person_id_12caa51c_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_glass
    ADD CONSTRAINT registers_glass_reviewed_by_id_f70d44d4_fk_directory_seat_id FOREIGN KEY (reviewed_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_glass
    ADD CONSTRAINT registers_glass_seat_id_773165af_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_glass
    ADD CONSTRAINT registers_glass_worker_id_0e01e3fd_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_indicator
    ADD CONSTRAINT registers_indicator_lead_id_206d05c7_fk_directory_agency_code FOREIGN KEY (lead_id) REFERENCES public.directory_agency(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_indicator
    ADD CONSTRAINT registers_indicator_policy_id_a2191e81_fk_registers_policy_id FOREIGN KEY (policy_id) REFERENCES public.registers_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_load
    ADD CONSTRAINT registers_load_office_id_b9af0ba4_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_load
    ADD CONSTRAINT registers_load_person_id_ab0255d9_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_load_row
    ADD CONSTRAINT registers_load_row_load_id_6899029b_fk_registers_load_id FOREIGN KEY (load_id) REFERENCES public.registers_load(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_load_row
    ADD CONSTRAINT registers_load_row_worker_id_e88892bd_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_load
    ADD CONSTRAINT registers_load_seat_id_5203a102_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_merge
    ADD CONSTRAINT registers_merge_by_id_8ffe747a_fk_directory_seat_id FOREIGN KEY (by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_merge
    ADD CONSTRAINT registers_merge_gone_id_8ffb2824_fk_registers_worker_id FOREIGN KEY (gone_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_merge
    ADD CONSTRAINT registers_merge_kept_id_2dba0764_fk_registers_worker_id FOREIGN KEY (kept_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_merge
    ADD CONSTRAINT registers_merge_undone_by_id_88a36ad3_fk_directory_seat_id FOREIGN KEY (undone_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_mobile_day
    ADD CONSTRAINT registers_mobile_day_area_id_eb3f88ff_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_mobile_day
    ADD CONSTRAINT registers_mobile_day_office_id_b9b569da_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_not_same
    ADD CONSTRAINT registers_not_same_by_id_185fbe92_fk_directory_seat_id FOREIGN KEY (by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_not_same
    ADD CONSTRAINT registers_not_same_first_id_b5806880_fk_registers_worker_id FOREIGN KEY (first_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_not_same
    ADD CONSTRAINT registers_not_same_second_id_ea5c4826_fk_registers_worker_id FOREIGN KEY (second_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_person_check
    ADD CONSTRAINT registers_person_che_office_id_2749e175_fk_directory FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_person_check
    ADD CONSTRAINT registers_person_che_person_id_b8bc5e40_fk_directory FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_person_check
    ADD CONSTRAINT registers_person_check_seat_id_ee6bef45_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_policy
    ADD CONSTRAINT registers_policy_lead_id_21344dfc_fk_directory_agency_code FOREIGN KEY (lead_id) REFERENCES public.directory_agency(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_policy
    ADD CONSTRAINT registers_policy_owner_id_7f18e513_fk_directory_person_id FOREIGN KEY (owner_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_policy
    ADD CONSTRAINT registers_policy_policy_set_id_39e977dd_fk_registers FOREIGN KEY (policy_set_id) REFERENCES public.registers_policy_set(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_policy_set
    ADD CONSTRAINT registers_policy_set_replaces_id_b6b3aec4_fk_registers FOREIGN KEY (replaces_id) REFERENCES public.registers_policy_set(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_policy
    ADD CONSTRAINT registers_policy_strategy_id_d60020de_fk_registers_strategy_id FOREIGN KEY (strategy_id) REFERENCES public.registers_strategy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_reference_value
    ADD CONSTRAINT registers_reference__series_id_e2ef0863_fk_registers FOREIGN KEY (series_id) REFERENCES public.registers_reference_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_reference_value
    ADD CONSTRAINT registers_reference_value_area_id_4bb9c4f6_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_service
    ADD CONSTRAINT registers_service_area_id_64c3289c_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_service
    ADD CONSTRAINT registers_service_checked_by_id_5e975850_fk_directory_person_id FOREIGN KEY (checked_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_service
    ADD CONSTRAINT registers_service_office_id_082ae22b_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_service_template
    ADD CONSTRAINT registers_service_te_agency_id_9d6c0968_fk_directory FOREIGN KEY (agency_id) REFERENCES public.directory_agency(code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_service
    ADD CONSTRAINT registers_service_template_id_483bd346_fk_registers FOREIGN KEY (template_id) REFERENCES public.registers_service_template(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_strategy
    ADD CONSTRAINT registers_strategy_parent_id_2090a598_fk_registers_strategy_id FOREIGN KEY (parent_id) REFERENCES public.registers_strategy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_target
    ADD CONSTRAINT registers_target_area_id_d7caa4fb_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_target
    ADD CONSTRAINT registers_target_indicator_id_f480282e_fk_registers FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_target
    ADD CONSTRAINT registers_target_office_id_982e8a3d_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_tie
    ADD CONSTRAINT registers_tie_office_id_e066859c_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_tie
    ADD CONSTRAINT registers_tie_recorded_by_id_860b466e_fk_directory_seat_id FOREIGN KEY (recorded_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_tie
    ADD CONSTRAINT registers_tie_worker_id_7c35ea3f_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_warning_limit
    ADD CONSTRAINT registers_warning_li_indicator_id_abae44a6_fk_registers FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_work_item_policy
    ADD CONSTRAINT registers_work_item__policy_id_3ce687d7_fk_registers FOREIGN KEY (policy_id) REFERENCES public.registers_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_work_item_policy
    ADD CONSTRAINT registers_work_item__workitem_id_f9267973_fk_registers FOREIGN KEY (workitem_id) REFERENCES public.registers_work_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_work_item
    ADD CONSTRAINT registers_work_item_area_id_c4457019_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_work_item
    ADD CONSTRAINT registers_work_item_office_id_8f6705b9_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_worker
    ADD CONSTRAINT registers_worker_home_area_id_a0da0428_fk_directory_area_id FOREIGN KEY (home_area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_worker
    ADD CONSTRAINT registers_worker_merged_into_id_44f69a9c_fk_registers_worker_id FOREIGN KEY (merged_into_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_worker
    ADD CONSTRAINT registers_worker_office_id_d9e3d4fd_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.registers_worker
    ADD CONSTRAINT registers_worker_work_area_id_bc1b39d5_fk_directory_area_id FOREIGN KEY (work_area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_booking
    ADD CONSTRAINT resources_booking_area_id_1ef5d183_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_booking
    ADD CONSTRAINT resources_booking_office_id_b041b9db_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_booking
    ADD CONSTRAINT resources_booking_resource_id_f9914569_fk_resources_resource_id FOREIGN KEY (resource_id) REFERENCES public.resources_resource(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_booking
    ADD CONSTRAINT resources_booking_seat_id_8715e741_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_contribution
    ADD CONSTRAINT resources_contributi_activity_id_e5d518f3_fk_resources FOREIGN KEY (activity_id) REFERENCES public.resources_joint_activity(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_contribution
    ADD CONSTRAINT resources_contributi_booking_id_f887e541_fk_resources FOREIGN KEY (booking_id) REFERENCES public.resources_booking(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_contribution
    ADD CONSTRAINT resources_contributi_office_id_718ad74b_fk_directory FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_contribution
    ADD CONSTRAINT resources_contribution_seat_id_e266d8ca_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_joint_activity
    ADD CONSTRAINT resources_joint_acti_mobile_day_id_8d6f27c0_fk_registers FOREIGN KEY (mobile_day_id) REFERENCES public.registers_mobile_day(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_joint_activity
    ADD CONSTRAINT resources_joint_acti_office_id_53c71310_fk_directory FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_joint_activity
    ADD CONSTRAINT resources_joint_activity_area_id_8547f34b_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_joint_activity
    ADD CONSTRAINT resources_joint_activity_seat_id_d13de1fe_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_line
    ADD CONSTRAINT resources_line_counterpart_id_de83f9bd_fk_directory_office_id FOREIGN KEY (counterpart_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_line
    ADD CONSTRAINT resources_line_office_id_09aa9b85_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_line
    ADD CONSTRAINT resources_line_posting_id_2faa408b_fk_resources_posting_id FOREIGN KEY (posting_id) REFERENCES public.resources_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_need
    ADD CONSTRAINT resources_need_area_id_4909356e_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_need
    ADD CONSTRAINT resources_need_office_id_59a8ac19_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_need
    ADD CONSTRAINT resources_need_seat_id_b597ffbf_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_posting
    ADD CONSTRAINT resources_posting_booking_id_057eebe4_fk_resources_booking_id FOREIGN KEY (booking_id) REFERENCES public.resources_booking(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_posting
    ADD CONSTRAINT resources_posting_borrower_id_72c6d2d7_fk_directory_office_id FOREIGN KEY (borrower_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_posting
    ADD CONSTRAINT resources_posting_lender_id_d781fd49_fk_directory_office_id FOREIGN KEY (lender_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_posting
    ADD CONSTRAINT resources_posting_reverses_id_aed591d5_fk_resources_posting_id FOREIGN KEY (reverses_id) REFERENCES public.resources_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_posting
    ADD CONSTRAINT resources_posting_seat_id_4d813065_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_resource
    ADD CONSTRAINT resources_resource_area_id_8b1737d5_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_resource
    ADD CONSTRAINT resources_resource_office_id_79dbb5fa_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_resource
    ADD CONSTRAINT resources_resource_seat_id_3f84e6bd_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alarm
    ADD CONSTRAINT situation_alarm_area_id_52078e9d_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alarm
    ADD CONSTRAINT situation_alarm_decided_by_id_5d30f4ce_fk_directory_person_id FOREIGN KEY (decided_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alarm
    ADD CONSTRAINT situation_alarm_event_id_6d098df6_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alarm
    ADD CONSTRAINT situation_alarm_indicator_id_2222bcd6_fk_registers_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.registers_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alarm
    ADD CONSTRAINT situation_alarm_looked_by_id_01e725d9_fk_directory_person_id FOREIGN KEY (looked_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alert
    ADD CONSTRAINT situation_alert_event_id_b2e63eca_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alert
    ADD CONSTRAINT situation_alert_prepared_by_id_0289b72f_fk_directory_person_id FOREIGN KEY (prepared_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alert
    ADD CONSTRAINT situation_alert_previous_id_6286c9a2_fk_situation_alert_id FOREIGN KEY (previous_id) REFERENCES public.situation_alert(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_alert
    ADD CONSTRAINT situation_alert_published_by_id_a935368f_fk_directory_person_id FOREIGN KEY (published_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_arrival
    ADD CONSTRAINT situation_arrival_fetch_id_6d2a11c8_fk_situation_fetch_id FOREIGN KEY (fetch_id) REFERENCES public.situation_fetch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_arrival
    ADD CONSTRAINT situation_arrival_item_id_0ba1d024_fk_situation_item_id FOREIGN KEY (item_id) REFERENCES public.situation_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_arrival
    ADD CONSTRAINT situation_arrival_source_id_603be6a5_fk_situation_source_id FOREIGN KEY (source_id) REFERENCES public.situation_source(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_claim
    ADD CONSTRAINT situation_claim_area_id_5c5b0e7a_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_claim
    ADD CONSTRAINT situation_claim_asked_by_id_169eed0c_fk_directory_person_id FOREIGN KEY (asked_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_claim
    ADD CONSTRAINT situation_claim_checked_by_id_b5bdf9ed_fk_directory_person_id FOREIGN KEY (checked_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_claim
    ADD CONSTRAINT situation_claim_corrected_by_id_dae5abb7_fk_directory_person_id FOREIGN KEY (corrected_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_claim
    ADD CONSTRAINT situation_claim_event_id_4f2ef8c0_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_claim
    ADD CONSTRAINT situation_claim_office_id_3be38fc2_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_correction
    ADD CONSTRAINT situation_correction_by_id_5adcc77c_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_correction
    ADD CONSTRAINT situation_correction_item_id_b5f4e71f_fk_situation_item_id FOREIGN KEY (item_id) REFERENCES public.situation_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_correction
    ADD CONSTRAINT situation_correction_operation_id_245baf0c_fk_situation FOREIGN KEY (operation_id) REFERENCES public.situation_operation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_day_report
    ADD CONSTRAINT situation_day_report_area_id_95dbde9c_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_day_report
    ADD CONSTRAINT situation_day_report_by_id_286a266e_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_day_report
    ADD CONSTRAINT situation_day_report_office_id_f8b42763_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event
    ADD CONSTRAINT situation_event_area_id_848ff3a2_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_link
    ADD CONSTRAINT situation_event_link_by_id_4d9fd627_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_link
    ADD CONSTRAINT situation_event_link_event_id_beaebf6e_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event
    ADD CONSTRAINT situation_event_merged_into_id_c1845345_fk_situation_event_id FOREIGN KEY (merged_into_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event
    ADD CONSTRAINT situation_event_opened_by_id_48ed8573_fk_directory_person_id FOREIGN KEY (opened_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event
    ADD CONSTRAINT situation_event_owner_id_7b19ff66_fk_directory_office_id FOREIGN KEY (owner_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_place
    ADD CONSTRAINT situation_event_place_area_id_8e8df792_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_place
    ADD CONSTRAINT situation_event_place_event_id_4a2e4bec_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_plan_line
    ADD CONSTRAINT situation_event_plan_copied_from_id_8f13edf0_fk_situation FOREIGN KEY (copied_from_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_plan_line
    ADD CONSTRAINT situation_event_plan_event_id_0cb092d4_fk_situation FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_task
    ADD CONSTRAINT situation_event_task_area_id_7820ea8a_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_task
    ADD CONSTRAINT situation_event_task_done_by_id_299ee9fe_fk_directory_person_id FOREIGN KEY (done_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_task
    ADD CONSTRAINT situation_event_task_event_id_41319c03_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_task
    ADD CONSTRAINT situation_event_task_given_by_id_1d44a4d8_fk_directory FOREIGN KEY (given_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_event_task
    ADD CONSTRAINT situation_event_task_office_id_2b848caa_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_fetch
    ADD CONSTRAINT situation_fetch_by_id_9ced34e7_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_fetch
    ADD CONSTRAINT situation_fetch_office_id_e4a3cda3_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_fetch
    ADD CONSTRAINT situation_fetch_raw_id_b6b1bf76_fk_situation_raw_sha256 FOREIGN KEY (raw_id) REFERENCES public.situation_raw(sha256) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_fetch
    ADD CONSTRAINT situation_fetch_source_id_578e67a2_fk_situation_source_id FOREIGN KEY (source_id) REFERENCES public.situation_source(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_hand_over
    ADD CONSTRAINT situation_hand_over_accepted_by_id_57f6cbb3_fk_directory FOREIGN KEY (accepted_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_hand_over
    ADD CONSTRAINT situation_hand_over_area_id_1899f0e2_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_hand_over
    ADD CONSTRAINT situation_hand_over_made_by_id_dc4f92a6_fk_directory_person_id FOREIGN KEY (made_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_hand_over
    ADD CONSTRAINT situation_hand_over_office_id_06077662_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_head_count
    ADD CONSTRAINT situation_head_count_by_id_3d1f8c31_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_head_count
    ADD CONSTRAINT situation_head_count_event_id_d071eed9_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_decided_by_id_c76efd38_fk_directory_person_id FOREIGN KEY (decided_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_event_id_ab6164a0_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_handed_in_by_id_fa32ef67_fk_directory_person_id FOREIGN KEY (handed_in_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_office_id_72045354_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_photo_id_62d300be_fk_platform_file_id FOREIGN KEY (photo_id) REFERENCES public.platform_file(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item_place
    ADD CONSTRAINT situation_item_place_area_id_fd64feb5_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item_place
    ADD CONSTRAINT situation_item_place_item_id_651b98ff_fk_situation_item_id FOREIGN KEY (item_id) REFERENCES public.situation_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_raw_id_d9a68bf4_fk_situation_raw_sha256 FOREIGN KEY (raw_id) REFERENCES public.situation_raw(sha256) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_root_id_432bd5a1_fk_situation_item_id FOREIGN KEY (root_id) REFERENCES public.situation_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_series_id_dd0062c2_fk_situation_item_id FOREIGN KEY (series_id) REFERENCES public.situation_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_item
    ADD CONSTRAINT situation_item_source_id_0f67d338_fk_situation_source_id FOREIGN KEY (source_id) REFERENCES public.situation_source(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_log_entry
    ADD CONSTRAINT situation_log_entry_area_id_73c9363c_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_log_entry
    ADD CONSTRAINT situation_log_entry_by_id_e5dfd2bc_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_log_entry
    ADD CONSTRAINT situation_log_entry_corrects_id_27c29f9c_fk_situation FOREIGN KEY (corrects_id) REFERENCES public.situation_log_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_log_entry
    ADD CONSTRAINT situation_log_entry_event_id_241d394c_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_log_entry
    ADD CONSTRAINT situation_log_entry_marked_by_id_47c01da5_fk_directory FOREIGN KEY (marked_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_log_entry
    ADD CONSTRAINT situation_log_entry_office_id_aae3bbd7_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_model_version
    ADD CONSTRAINT situation_model_vers_before_id_53ef5e31_fk_situation FOREIGN KEY (before_id) REFERENCES public.situation_model_version(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_model_version
    ADD CONSTRAINT situation_model_vers_made_by_id_c130ee7c_fk_directory FOREIGN KEY (made_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_model_version
    ADD CONSTRAINT situation_model_vers_promoted_by_id_3ccb5f30_fk_directory FOREIGN KEY (promoted_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_operation
    ADD CONSTRAINT situation_operation_by_id_67ddd553_fk_directory_person_id FOREIGN KEY (by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_operation
    ADD CONSTRAINT situation_operation_event_id_3fccdf0e_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_operation
    ADD CONSTRAINT situation_operation_other_id_2797f014_fk_situation_event_id FOREIGN KEY (other_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_operation
    ADD CONSTRAINT situation_operation_undoes_id_747a316c_fk_situation FOREIGN KEY (undoes_id) REFERENCES public.situation_operation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_received_alert
    ADD CONSTRAINT situation_received_alert_item_id_537b88b6_fk_situation_item_id FOREIGN KEY (item_id) REFERENCES public.situation_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_shift
    ADD CONSTRAINT situation_shift_area_id_3a74ce34_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_shift
    ADD CONSTRAINT situation_shift_office_id_b19d1e4c_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_shift
    ADD CONSTRAINT situation_shift_person_id_d5414d7a_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_source
    ADD CONSTRAINT situation_source_area_id_393b629b_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_source
    ADD CONSTRAINT situation_source_office_id_792b65a9_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_swap
    ADD CONSTRAINT situation_swap_area_id_e09026b9_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_swap
    ADD CONSTRAINT situation_swap_asked_by_id_2ac42da7_fk_directory_person_id FOREIGN KEY (asked_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_swap
    ADD CONSTRAINT situation_swap_back_id_61c50454_fk_situation_shift_id FOREIGN KEY (back_id) REFERENCES public.situation_shift(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_swap
    ADD CONSTRAINT situation_swap_office_id_82f4318c_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_swap
    ADD CONSTRAINT situation_swap_shift_id_7c87b31a_fk_situation_shift_id FOREIGN KEY (shift_id) REFERENCES public.situation_shift(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_swap
    ADD CONSTRAINT situation_swap_to_id_9853b3db_fk_directory_person_id FOREIGN KEY (to_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_urgent
    ADD CONSTRAINT situation_urgent_confirmed_by_id_7b3860cc_fk_directory FOREIGN KEY (confirmed_by_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_urgent
    ADD CONSTRAINT situation_urgent_event_id_d7b238e4_fk_situation_event_id FOREIGN KEY (event_id) REFERENCES public.situation_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_urgent
    ADD CONSTRAINT situation_urgent_person_id_34bac6b1_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.situation_urgent
    ADD CONSTRAINT situation_urgent_rung_id_4d4d6ac1_fk_situation_rung_id FOREIGN KEY (rung_id) REFERENCES public.situation_rung(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_social_user_id_8146e70c_fk_directory FOREIGN KEY (user_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_application
    ADD CONSTRAINT training_application_office_id_fc124a4f_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_application
    ADD CONSTRAINT training_application_seat_id_2d4b7e08_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_application
    ADD CONSTRAINT training_application_session_id_be3c0470_fk_training_session_id FOREIGN KEY (session_id) REFERENCES public.training_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_application
    ADD CONSTRAINT training_application_worker_id_fb951350_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_attendance
    ADD CONSTRAINT training_attendance_application_id_f2f19e0e_fk_training_ FOREIGN KEY (application_id) REFERENCES public.training_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_attendance
    ADD CONSTRAINT training_attendance_day_id_09fe69b2_fk_training_day_id FOREIGN KEY (day_id) REFERENCES public.training_day(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_attendance
    ADD CONSTRAINT training_attendance_seat_id_4aff7e98_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_certificate
    ADD CONSTRAINT training_certificate_application_id_c84b594d_fk_training_ FOREIGN KEY (application_id) REFERENCES public.training_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_certificate
    ADD CONSTRAINT training_certificate_office_id_fd44d6ce_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_certificate
    ADD CONSTRAINT training_certificate_seat_id_03297d36_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_claim
    ADD CONSTRAINT training_claim_application_id_e7396628_fk_training_ FOREIGN KEY (application_id) REFERENCES public.training_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_claim
    ADD CONSTRAINT training_claim_quota_id_84fa8ada_fk_training_quota_id FOREIGN KEY (quota_id) REFERENCES public.training_quota(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_cost
    ADD CONSTRAINT training_cost_session_id_108d0ab8_fk_training_session_id FOREIGN KEY (session_id) REFERENCES public.training_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_course
    ADD CONSTRAINT training_course_office_id_af6f5475_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_day
    ADD CONSTRAINT training_day_session_id_ec80bce8_fk_training_session_id FOREIGN KEY (session_id) REFERENCES public.training_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_demand
    ADD CONSTRAINT training_demand_area_id_b13b6ed8_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_demand
    ADD CONSTRAINT training_demand_course_id_7b5df7b7_fk_training_course_id FOREIGN KEY (course_id) REFERENCES public.training_course(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_demand
    ADD CONSTRAINT training_demand_office_id_8db3c70a_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_demand
    ADD CONSTRAINT training_demand_seat_id_54b90ca7_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_demand
    ADD CONSTRAINT training_demand_session_id_732d1e9f_fk_training_session_id FOREIGN KEY (session_id) REFERENCES public.training_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_demand
    ADD CONSTRAINT training_demand_worker_id_11cf27d2_fk_registers_worker_id FOREIGN KEY (worker_id) REFERENCES public.registers_worker(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_follow_up
    ADD CONSTRAINT training_follow_up_application_id_9b8fb52e_fk_training_ FOREIGN KEY (application_id) REFERENCES public.training_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_follow_up
    ADD CONSTRAINT training_follow_up_seat_id_8b1c8256_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_quota
    ADD CONSTRAINT training_quota_area_id_46f525ad_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_quota
    ADD CONSTRAINT training_quota_session_id_2b699f9a_fk_training_session_id FOREIGN KEY (session_id) REFERENCES public.training_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_area_id_044d7b12_fk_directory_area_id FOREIGN KEY (area_id) REFERENCES public.directory_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_course_id_e49368c8_fk_training_course_id FOREIGN KEY (course_id) REFERENCES public.training_course(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_office_id_bd3699d7_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.training_session
    ADD CONSTRAINT training_session_work_item_id_c0c9782c_fk_registers FOREIGN KEY (work_item_id) REFERENCES public.registers_work_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_answer
    ADD CONSTRAINT understanding_answer_item_id_ba1b2fc7_fk_understanding_item_id FOREIGN KEY (item_id) REFERENCES public.understanding_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_answer
    ADD CONSTRAINT understanding_answer_reading_id_de87b6b9_fk_understan FOREIGN KEY (reading_id) REFERENCES public.understanding_reading(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_brief
    ADD CONSTRAINT understanding_brief_policy_id_824081f5_fk_registers_policy_id FOREIGN KEY (policy_id) REFERENCES public.registers_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_brief
    ADD CONSTRAINT understanding_brief_replaces_id_add6b1ca_fk_understan FOREIGN KEY (replaces_id) REFERENCES public.understanding_brief(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_brief
    ADD CONSTRAINT understanding_brief_seat_id_357a338c_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_item
    ADD CONSTRAINT understanding_item_brief_id_fd5798f9_fk_understanding_brief_id FOREIGN KEY (brief_id) REFERENCES public.understanding_brief(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_question
    ADD CONSTRAINT understanding_questi_answered_by_id_478ee884_fk_directory FOREIGN KEY (answered_by_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_question
    ADD CONSTRAINT understanding_questi_office_id_d657d7cb_fk_directory FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_question
    ADD CONSTRAINT understanding_questi_policy_id_59e9a49c_fk_registers FOREIGN KEY (policy_id) REFERENCES public.registers_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_question
    ADD CONSTRAINT understanding_questi_same_as_id_0f1d21aa_fk_understan FOREIGN KEY (same_as_id) REFERENCES public.understanding_question(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_question
    ADD CONSTRAINT understanding_question_seat_id_ca1fe5e0_fk_directory_seat_id FOREIGN KEY (seat_id) REFERENCES public.directory_seat(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_reading
    ADD CONSTRAINT understanding_readin_brief_id_6ad82cfa_fk_understan FOREIGN KEY (brief_id) REFERENCES public.understanding_brief(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_reading
    ADD CONSTRAINT understanding_reading_office_id_315103b1_fk_directory_office_id FOREIGN KEY (office_id) REFERENCES public.directory_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.understanding_reading
    ADD CONSTRAINT understanding_reading_person_id_994d5b77_fk_directory_person_id FOREIGN KEY (person_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_userses_user_id_af5e0a6d_fk_directory FOREIGN KEY (user_id) REFERENCES public.directory_person(id) DEFERRABLE INITIALLY DEFERRED;

INSERT INTO public.django_migrations (app, name, applied) VALUES
('directory', '0001_initial', now()),
('account', '0001_initial', now()),
('account', '0002_email_max_length', now()),
('account', '0003_alter_emailaddress_create_unique_verified_email', now()),
('account', '0004_alter_emailaddress_drop_unique_email', now()),
('account', '0005_emailaddress_idx_upper_email', now()),
('account', '0006_emailaddress_lower', now()),
('account', '0007_emailaddress_idx_email', now()),
('account', '0008_emailaddress_unique_primary_email_fixup', now()),
('account', '0009_emailaddress_unique_primary_email', now()),
('contenttypes', '0001_initial', now()),
('contenttypes', '0002_remove_content_type_name', now()),
('auth', '0001_initial', now()),
('auth', '0002_alter_permission_name_max_length', now()),
('auth', '0003_alter_user_email_max_length', now()),
('auth', '0004_alter_user_username_opts', now()),
('auth', '0005_alter_user_last_login_null', now()),
('auth', '0006_require_contenttypes_0002', now()),
('auth', '0007_alter_validators_add_error_messages', now()),
('auth', '0008_alter_user_username_max_length', now()),
('auth', '0009_alter_user_last_name_max_length', now()),
('auth', '0010_alter_group_name_max_length', now()),
('auth', '0011_update_proxy_permissions', now()),
('auth', '0012_alter_user_first_name_max_length', now()),
('directory', '0002_packs_uploads_transfers', now()),
('directory', '0003_accept_handover', now()),
('directory', '0004_group_lead', now()),
('connect', '0001_api_tokens', now()),
('connect', '0002_calendar_feed', now()),
('registers', '0001_initial', now()),
('registers', '0002_drafts_withdrawal_classes', now()),
('registers', '0003_work_item', now()),
('registers', '0004_frequencies_and_splits', now()),
('registers', '0005_references', now()),
('registers', '0006_fiscal_years', now()),
('registers', '0007_warning_limits', now()),
('registers', '0008_workers', now()),
('registers', '0009_services', now()),
('registers', '0010_counts_from', now()),
('registers', '0011_glass_and_loads', now()),
('registers', '0012_mobile_days', now()),
('registers', '0013_erased', now()),
('referrals', '0001_initial', now()),
('platform', '0001_initial', now()),
('platform', '0002_guards', now()),
('referrals', '0002_guards', now()),
('referrals', '0003_asked', now()),
('referrals', '0004_person', now()),
('referrals', '0005_papers', now()),
('referrals', '0006_outreach', now()),
('referrals', '0007_languages', now()),
('referrals', '0008_drives', now()),
('counter', '0001_initial', now()),
('counter', '0002_guards', now()),
('counter', '0003_desks_and_kiosks', now()),
('desk', '0001_last_looks', now()),
('desk', '0002_situation_reports', now()),
('desk', '0003_appointments', now()),
('platform', '0003_jobs', now()),
('platform', '0004_vault', now()),
('platform', '0005_files', now()),
('platform', '0006_saved_views', now()),
('platform', '0007_notices', now()),
('platform', '0008_shared_cache', now()),
('platform', '0009_comments', now()),
('directives', '0001_initial', now()),
('directives', '0002_guards', now()),
('directives', '0003_rounds_and_search', now()),
('directives', '0004_search_old', now()),
('platform', '0010_bodies_and_presence', now()),
('meetings', '0001_initial', now()),
('meetings', '0002_guards', now()),
('meetings', '0003_after', now()),
('meetings', '0004_presence', now()),
('meetings', '0005_fits', now()),
('meetings', '0006_recording', now()),
('mfa', '0001_initial', now()),
('mfa', '0002_authenticator_timestamps', now()),
('mfa', '0003_authenticator_type_uniq', now()),
('networks', '0001_volunteers', now()),
('networks', '0002_guards', now()),
('networks', '0003_partners', now()),
('plans', '0001_initial', now()),
('plans', '0002_frozen', now()),
('plans', '0003_development', now()),
('plans', '0004_accounts', now()),
('plans', '0005_follow_up', now()),
('plans', '0006_labels', now()),
('plans', '0007_cascade', now()),
('privacy', '0001_initial', now()),
('privacy', '0002_holds_and_erasures', now()),
('privacy', '0003_records_and_retention', now()),
('procrastinate', '0001_initial', now()),
('procrastinate', '0002_drop_started_at_column', now()),
('procrastinate', '0003_drop_started_at_column', now()),
('procrastinate', '0004_drop_procrastinate_version_table', now()),
('procrastinate', '0005_fix_procrastinate_fetch_job', now()),
('procrastinate', '0006_fix_trigger_status_events_insert', now()),
('procrastinate', '0007_add_queueing_lock_column', now()),
('procrastinate', '0008_close_fetch_job_race_condition', now()),
('procrastinate', '0009_add_defer_job_function', now()),
('procrastinate', '0010_add_procrastinate_periodic_defers', now()),
('procrastinate', '0011_add_foreign_key_index', now()),
('procrastinate', '0012_add_locks_to_periodic_defer', now()),
('procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
('procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
('procrastinate', '0015_add_trigger_on_job_deletion', now()),
('procrastinate', '0016_delete_finished_jobs', now()),
('procrastinate', '0017_add_checks_to_finish_job', now()),
('procrastinate', '0018_add_checks_to_retry_job', now()),
('procrastinate', '0019_fix_finish_job_compat_issue', now()),
('procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
('procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
('procrastinate', '0022_null_locks_excluded', now()),
('procrastinate', '0023_remove_old_finish_job_function', now()),
('procrastinate', '0024_job_id_bigint', now()),
('procrastinate', '0025_add_models', now()),
('procrastinate', '0026_add_job_priority', now()),
('procrastinate', '0027_add_periodic_job_priority', now()),
('procrastinate', '0028_add_cancel_states', now()),
('procrastinate', '0029_add_additional_params_to_retry_job', now()),
('procrastinate', '0030_alter_procrastinateevent_options', now()),
('procrastinate', '0031_add_indexes_for_fetch_job', now()),
('procrastinate', '0032_pre_cancel_notification', now()),
('procrastinate', '0033_post_cancel_notification', now()),
('procrastinate', '0034_pre_add_heartbeat', now()),
('procrastinate', '0035_post_add_heartbeat', now()),
('procrastinate', '0036_add_worker_model', now()),
('procrastinate', '0037_pre_batch_defer_jobs', now()),
('procrastinate', '0038_post_batch_defer_jobs', now()),
('procrastinate', '0039_pre_priority_lock_fetch_job', now()),
('procrastinate', '0040_pre_retry_failed_job', now()),
('procrastinate', '0041_post_retry_failed_job', now()),
('progress', '0001_initial', now()),
('progress', '0002_figure_history', now()),
('progress', '0003_figure_history_names', now()),
('progress', '0004_report_lists', now()),
('progress', '0005_sheets', now()),
('progress', '0006_figure_triggers', now()),
('progress', '0007_workbooks', now()),
('progress', '0008_seen', now()),
('progress', '0009_figure_cost', now()),
('progress', '0010_data_calls', now()),
('progress', '0011_acceptance', now()),
('progress', '0012_levels_follow_reports', now()),
('progress', '0013_entry', now()),
('progress', '0014_frozen_sets', now()),
('progress', '0015_plain_vectors', now()),
('progress', '0016_checked_load', now()),
('registers', '0014_line', now()),
('referrals', '0009_line', now()),
('referrals', '0010_open_indexes', now()),
('referrals', '0011_boxes', now()),
('registers', '0015_counts_from_training', now()),
('resources', '0001_initial', now()),
('resources', '0002_guards', now()),
('resources', '0003_accounts', now()),
('resources', '0004_books', now()),
('resources', '0005_joint_activities', now()),
('resources', '0006_needs', now()),
('sessions', '0001_initial', now()),
('situation', '0001_initial', now()),
('situation', '0002_handling', now()),
('situation', '0003_fingerprints', now()),
('situation', '0004_alerts', now()),
('situation', '0005_intake', now()),
('situation', '0006_ledger_guards', now()),
('situation', '0007_received_alerts', now()),
('situation', '0008_quality', now()),
('situation', '0009_watch', now()),
('situation', '0010_alarms', now()),
('socialaccount', '0001_initial', now()),
('socialaccount', '0002_token_max_lengths', now()),
('socialaccount', '0003_extra_data_default_dict', now()),
('socialaccount', '0004_app_provider_id_settings', now()),
('socialaccount', '0005_socialtoken_nullable_app', now()),
('socialaccount', '0006_alter_socialaccount_extra_data', now()),
('training', '0001_initial', now()),
('training', '0002_guards', now()),
('understanding', '0001_briefs', now()),
('usersessions', '0001_initial', now());
