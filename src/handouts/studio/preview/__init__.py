"""The paper beside the form: pictures of the real pages, made by the real engine in a process that can be killed."""
