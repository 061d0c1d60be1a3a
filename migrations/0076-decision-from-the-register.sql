-- Why: the number of the decision on ranks was typed by whoever decided, beside the register that gives numbers: nothing kept the two
-- from differing, or the decision from missing there.
alter table assessment_year add column decision_document_id bigint references document;
comment on column assessment_year.decision_document_id is 'The decision in the register of outgoing documents, which gave its number and day; null for years decided outside of it.';
