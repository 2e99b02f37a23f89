"""Every message, defined once: what shoppers send, what they are sent, and what Jobs answer.

`shopper` comes in, `frames` goes out, `jobs` leaves for the workers and comes back as answers;
`typescript` and `schema` write the same definitions for the client and for other people.
"""
