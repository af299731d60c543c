"""Who is family: ties between persons become care ties and family units."""
