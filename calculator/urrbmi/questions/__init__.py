"""The questions that are not about a claim: premium, financing, enrolment, conversion; one file each."""
